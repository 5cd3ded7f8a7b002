// A struct that holds itself has no encoding. Good: "`Tree` holds itself, so it cannot be passed from outside."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct Tree {
        uint256 value;
        Tree[] children;
    }

    function count(Tree memory tree) external pure returns (uint256) {
        return tree.children.length;
    }
}
