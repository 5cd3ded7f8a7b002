// An experimental feature that does not exist. Good: "`pragma experimental Fast` is not known."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;
pragma experimental Fast;

contract C {
    uint256 public x;
}
