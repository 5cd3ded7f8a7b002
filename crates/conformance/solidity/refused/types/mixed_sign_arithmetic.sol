// Adding a signed and an unsigned number. Good: "`uint256` and `int256` have no common type. Convert one: `int256(a) + b`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a, int256 b) public pure returns (int256) {
        return a + b;
    }
}
