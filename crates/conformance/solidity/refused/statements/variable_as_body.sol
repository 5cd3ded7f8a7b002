// A declaration as the body of `if`. Good: "A variable declared here ends at once. Put it into braces."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bool b) public pure {
        if (b) uint256 x = 1;
    }
}
