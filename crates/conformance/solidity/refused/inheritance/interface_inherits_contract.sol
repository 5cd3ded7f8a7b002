// An interface derived from a contract. Good: "An interface can only be derived from interfaces; `A` is a contract."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 public x;
}

interface I is A {
    function f() external;
}

contract C {
    uint256 public y;
}
