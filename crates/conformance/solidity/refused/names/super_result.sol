// A result named `super`. Good: says what `super` stands for.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256 super) {}
}
