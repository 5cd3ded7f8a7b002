// The old ABI coder. Good: "`abicoder v1` is not supported; arguments are always checked as with v2. Remove the line."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;
pragma abicoder v1;

contract C {
    uint256 public x;
}
