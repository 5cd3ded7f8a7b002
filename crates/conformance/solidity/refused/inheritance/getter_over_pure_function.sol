// A public variable is read, the function that it overrides promises not to. Good: "`rate` is view, what it overrides is pure."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface A {
    function rate() external pure returns (uint256);
}

contract C is A {
    uint256 public override rate = 9;
}
