// A variable named `unicode`, which begins a literal. Good: says what the word does.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public unicode;
}
