// A comment that is not closed. Good: "This comment is not closed: `*/` is missing."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x;
    /* the owner
    address public owner;
}
