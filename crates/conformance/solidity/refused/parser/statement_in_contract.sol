// A statement outside of functions. Good: "Statements stand in functions. To set it at deployment write it in the constructor."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x;
    x = 5;
}
