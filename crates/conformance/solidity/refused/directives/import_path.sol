// Importing a file. Good: "`import` is not supported: a source is one file. Paste the contract you import above this one."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

import "./Token.sol";

contract C {
    uint256 public x;
}
