// A pragma that nobody knows. Good: "`pragma optimize` is not known."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;
pragma optimize on;

contract C {
    uint256 public x;
}
