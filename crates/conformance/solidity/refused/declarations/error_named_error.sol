// An error called `Error`. Good: "`Error` is the name of `require`'s own error. Choose another name."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

error Error(string reason);

contract C {
    uint256 public x;
}
