// A variable that is `constant` and `immutable`. Good: shows both words.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 constant immutable x = 1;
}
