// A getter takes no money. Good: "`rate` is view, what it overrides is payable."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface A {
    function rate() external payable returns (uint256);
}

contract C is A {
    uint256 public override rate = 9;
}
