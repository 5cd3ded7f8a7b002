// SPDX-License-Identifier: MIT
// Enums and integers convert into each other.
pragma solidity ^0.8.20;

contract Test {
    enum Color { Red, Green, Blue }

    function main() external pure returns (uint8, Color, uint256, Color) {
        Color c = Color.Blue;
        return (uint8(c), Color(1), uint256(c) * 100, Color(uint256(0)));
    }
}

//= deploy: ok
//= main(): ok 2, 1, 200, 0
