// A power with a signed exponent. Good: "The exponent is unsigned. Write `uint256(n)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(int256 n) public pure returns (uint256) {
        return uint256(2) ** n;
    }
}
