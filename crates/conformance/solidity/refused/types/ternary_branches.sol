// A conditional expression whose branches have no common type. Good: "The branches are `uint256` and `string`, which have no common type."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bool b) public pure returns (uint256) {
        return b ? 1 : "one";
    }
}
