// A file-level variable. Good: "Outside of contracts there are only constants. Write `uint256 constant x = 5;`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

uint256 x = 5;

contract C {
    uint256 public y;
}
