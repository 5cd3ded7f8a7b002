// A library with a base. Good: "A library cannot be derived from anything."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 internal x;
}

library L is A {
    function f() internal pure {}
}

contract C {
    uint256 public y;
}
