// A variable that is `public` and `private`. Good: shows both words.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public private x;
}
