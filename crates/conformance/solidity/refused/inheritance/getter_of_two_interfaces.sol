// A public variable in the place of two functions. Good: "Write `override(A, B)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface A {
    function rate() external view returns (uint256);
}

interface B {
    function rate() external view returns (uint256);
}

contract C is A, B {
    uint256 public override(A) rate = 9;
}
