// An experimental feature that changes the language. Good: "`pragma experimental SMTChecker` is not supported and would change nothing here. Remove the line."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;
pragma experimental SMTChecker;

contract C {
    uint256 public x;
}
