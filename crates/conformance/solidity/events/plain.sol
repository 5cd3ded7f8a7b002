// SPDX-License-Identifier: MIT
// Events without and with parameters, in order.
pragma solidity ^0.8.20;

contract Test {
    event None();
    event One(uint256 a);
    event Two(bool, bytes2 b);

    function main() external {
        emit None();
        emit One(5);
        emit Two(true, 0x0102);
        emit One(type(uint256).max);
    }
}

//= deploy: ok
//= main(): ok
//=   event None() [] 0x
//=   event One(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000005
//=   event Two(bool,bytes2) [] 0x00000000000000000000000000000000000000000000000000000000000000010102000000000000000000000000000000000000000000000000000000000000
//=   event One(uint256) [] 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
