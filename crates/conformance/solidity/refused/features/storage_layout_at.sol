// A custom place of the storage. Good: "`layout at` is not supported: variables are kept by name."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.29;

contract C layout at 0x1234 {
    uint256 public x;
}
