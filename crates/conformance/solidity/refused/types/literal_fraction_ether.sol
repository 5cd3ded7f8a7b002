// A fraction of a wei. Good: "`0.5 wei` is no whole number."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public half = 0.5 wei;
}
