// SPDX-License-Identifier: MIT
// Shifting rounds down and division toward zero.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int256, int256, int256, int256) {
        int256 a = -7;
        int256 b = 7;
        return (a >> 1, a / 2, b >> 1, b / 2);
    }
}

//= deploy: ok
//= main(): ok -4, -3, 3, 3
