// A number that begins with 0. Good: "There are no octal numbers. Write `10` (or `8`)."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x = 010;
}
