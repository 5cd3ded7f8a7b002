// SPDX-License-Identifier: MIT
// Equality and order of addresses, fixed bytes, bools and enums.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B, C }

    function main() external view returns (bool, bool, bool, bool, bool, bool) {
        bytes4 x = 0x01000000;
        bytes4 y = 0x00ffffff;
        return (x > y, address(1) < address(2), msg.sender == address(1), true != false, E.B < E.C, E.A == E.B);
    }
}

//= deploy: ok
//= main(): ok true, true, true, true, true, false
