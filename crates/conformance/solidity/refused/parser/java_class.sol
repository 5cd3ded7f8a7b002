// `class` for `contract`. Good: "A contract begins with `contract Token`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

class Token {
    uint256 public x;
}
