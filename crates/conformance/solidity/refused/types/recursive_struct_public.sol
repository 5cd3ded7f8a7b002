// A struct that holds itself as a parameter of a public function. Good: as for function values.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct Tree {
        uint256 value;
        Tree[] children;
    }

    function f(Tree memory t) public pure returns (uint256) {
        return t.value;
    }
}
