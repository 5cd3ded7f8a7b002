// A statement without `;`. Good: "A `;` is missing behind `uint256 a = 1`." with the span behind the 1.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        uint256 a = 1
        return a;
    }
}
