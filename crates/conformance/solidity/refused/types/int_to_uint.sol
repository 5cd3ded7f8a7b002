// A signed number put into an unsigned one. Good: "`int256` cannot become `uint256` by itself, because it may be negative. Write `uint256(n)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(int256 n) public pure returns (uint256) {
        return n;
    }
}
