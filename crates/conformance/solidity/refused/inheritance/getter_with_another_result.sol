// A public variable of another type than what the overridden function returns. Good: "`rate` returns uint256, what it overrides returns uint8."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface A {
    function rate() external view returns (uint8);
}

contract C is A {
    uint256 public rate = 9;
}
