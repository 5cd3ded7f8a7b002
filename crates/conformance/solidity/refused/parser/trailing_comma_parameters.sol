// A comma behind the last parameter. Good: "Remove the comma."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a, uint256 b,) public pure returns (uint256) {
        return a + b;
    }
}
