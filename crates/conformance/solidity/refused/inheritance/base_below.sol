// A base that stands below. Good: "`A` is defined below `C`. Move it up."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C is A {
    uint256 public x;
}

contract A {
    uint256 public y;
}
