// Contracts that inherit from each other. Good: "`A` inherits from itself: `A` -> `B` -> `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A is B {
    uint256 public a;
}

contract B is A {
    uint256 public b;
}
