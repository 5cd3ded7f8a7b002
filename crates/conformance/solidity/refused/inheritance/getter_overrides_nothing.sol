// `override` of a public variable that overrides nothing. Good: "No base has a function `rate`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public override rate = 9;
}
