// A byte array type that is too long. Good: "`bytes33` is no type. `bytes1` to `bytes32` are, and `bytes` for any length."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    bytes33 public x;
}
