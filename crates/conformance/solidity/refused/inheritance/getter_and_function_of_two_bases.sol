// A public variable of one base and a function of another one. Good: "`C` inherits `rate` from both; the variable cannot be overridden."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract A {
    uint256 public rate = 9;
}

interface B {
    function rate() external view returns (uint256);
}

contract C is A, B {}
