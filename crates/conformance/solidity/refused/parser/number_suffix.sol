// A number with a suffix of other languages. Good: "Numbers have no suffix. Write `uint64(5)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x = 5u64;
}
