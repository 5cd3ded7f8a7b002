// Bases in an order that cannot be. Good: "`C` lists `B` before `A`, but `B` is derived from `A`. Name the most basic contract first: `is A, B`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 public a;
}

contract B is A {
    uint256 public b;
}

contract C is B, A {
    uint256 public c;
}
