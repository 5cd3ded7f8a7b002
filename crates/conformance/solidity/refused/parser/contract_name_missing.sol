// A contract without a name. Good: "The contract has no name."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract {
    uint256 public x;
}
