// A variable named `byte`. Good: says that the word is none any more; one error.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public byte;
}
