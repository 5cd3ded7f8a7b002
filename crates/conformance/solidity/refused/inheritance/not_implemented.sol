// A contract that lacks a function of its interface. Good: "`C` lacks `g(uint256)` of `I`. Define it, or make `C` abstract."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface I {
    function f() external;
    function g(uint256 x) external;
}

contract C is I {
    function f() external override {}
}
