// An interface with a variable. Good: "An interface has no variables. Use an abstract contract."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface I {
    uint256 x;
}

contract C {
    uint256 public y;
}
