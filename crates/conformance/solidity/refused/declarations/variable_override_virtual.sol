// A variable that is virtual. Good: "A variable cannot be `virtual`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public virtual x;
}
