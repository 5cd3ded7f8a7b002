// SPDX-License-Identifier: MIT
// delete of an enum, and enums as results of functions.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B, C }

    function next(E e) internal pure returns (E) {
        return e == type(E).max ? type(E).min : E(uint8(e) + 1);
    }

    function main() external pure returns (E, E, E) {
        E e = E.B;
        delete e;
        return (e, next(E.B), next(E.C));
    }
}

//= deploy: ok
//= main(): ok 0, 2, 0
