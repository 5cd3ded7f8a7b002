// A number with two underscores in a row. Good: "Only one `_` stands between two digits."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x = 1__000;
}
