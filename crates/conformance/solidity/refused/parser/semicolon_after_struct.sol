// A `;` after the brace of a struct, as in C. Good: "Remove it."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
    };

    P public p;
}
