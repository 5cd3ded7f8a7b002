// SPDX-License-Identifier: MIT
// A modifier that calls functions and emits.
pragma solidity ^0.8.20;

contract Test {
    event Before(uint256 n);
    event After(uint256 n);

    uint256 n;

    function bump(uint256 x) internal returns (uint256) {
        n += x;
        return n;
    }

    modifier logged(uint256 x) {
        emit Before(bump(x));
        _;
        emit After(bump(x));
    }

    function main() external returns (uint256) {
        return f();
    }

    function f() internal logged(2) returns (uint256) {
        return bump(100);
    }
}

//= deploy: ok
//= main(): ok 102
//=   event Before(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000002
//=   event After(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000068
