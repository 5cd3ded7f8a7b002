// A struct with the name of an inherited one. Good: "The struct `Point` is already declared in `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    struct Point {
        uint256 x;
    }
}

contract C is A {
    struct Point {
        uint256 y;
    }
}
