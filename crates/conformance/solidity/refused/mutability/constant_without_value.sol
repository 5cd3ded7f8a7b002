// A constant without a value. Good: "The constant `LIMIT` has no value. Write `= ..`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public constant LIMIT;
}
