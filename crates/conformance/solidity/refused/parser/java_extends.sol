// `extends` for `is`. Good: "`extends` is written `is`: `contract C is A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 public x;
}

contract C extends A {
    uint256 public y;
}
