// A symbol that is no part of the language. Good: "`§` is not part of Solidity."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x = 1 § 2;
}
