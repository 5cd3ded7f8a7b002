// `else` behind a statement that closed the `if`. Good: "This `else` has no `if`: a second statement stands before it. Put both into braces."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256 r) {
        if (n == 0)
            r = 1;
            n = 2;
        else
            r = 2;
    }
}
