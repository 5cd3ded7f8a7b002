// SPDX-License-Identifier: MIT
// Precedence and grouping of the arithmetic operators.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, int256, uint256, uint256) {
        uint256 a = 2;
        uint256 b = 3;
        uint256 c = 4;
        return (a + b * c, (a + b) * c, a ** b ** a, -int256(a) ** 2, c / b * b, 100 - b - c);
    }
}

//= deploy: ok
//= main(): ok 14, 20, 512, 4, 3, 93
