// A constant expression that divides by zero. Good: "This divides by 0." (`a / 0` of a variable compiles, and panics when it runs.)
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x = 1 / 0;
}
