// Using the result of a function that has none. Good: "`g` returns nothing."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function g() internal pure {}

    function f() public pure returns (uint256) {
        uint256 x = g();
        return x;
    }
}
