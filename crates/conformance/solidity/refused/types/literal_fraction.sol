// A constant expression that is no whole number. Good: "`1 / 3` is the fraction 1/3, which is no integer. Constants are worked out exactly."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public third = 1 / 3;
}
