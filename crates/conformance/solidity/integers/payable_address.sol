// SPDX-License-Identifier: MIT
// Payable addresses convert to plain ones by themselves and back by payable().
pragma solidity ^0.8.20;

contract Test {
    function main() external view returns (address, bool, address) {
        address payable p = payable(msg.sender);
        address a = p;
        address payable zero = payable(0);
        return (a, a == p, zero);
    }
}

//= deploy: ok
//= main(): ok 0x0000000000000000000000000000000000000001, true, 0x0000000000000000000000000000000000000000
