// A constant that is made from a variable. Good: "`BASE` is worked out before the contract runs, so it cannot read `start`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private start = 5;
    uint256 public constant BASE = start + 1;
}
