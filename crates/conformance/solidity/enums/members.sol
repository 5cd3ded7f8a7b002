// SPDX-License-Identifier: MIT
// Members of an enum, its first value by default, its limits.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B, C }

    function main() external pure returns (E, E, E, E, bool) {
        E e;
        return (e, E.C, type(E).min, type(E).max, E.A < E.B);
    }
}

//= deploy: ok
//= main(): ok 0, 2, 0, 2, true
