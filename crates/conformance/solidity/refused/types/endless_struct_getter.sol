// A getter would return a struct that holds itself. Good: "The getter would return a `Tree`, which holds itself."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct Tree {
        uint256 value;
        Tree[] children;
    }
    struct Forest {
        uint256 size;
        Tree first;
    }

    Forest public forest;
}
