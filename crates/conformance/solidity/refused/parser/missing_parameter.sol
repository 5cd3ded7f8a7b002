// Two commas in a row. Good: "A parameter is missing here."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a,, uint256 b) public pure returns (uint256) {
        return a + b;
    }
}
