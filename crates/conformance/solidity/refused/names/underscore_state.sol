// A state variable named `_`. Good: says what `_` stands for.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public _;
}
