// A `;` after the brace of a contract. Good: "Remove it."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x;
};
