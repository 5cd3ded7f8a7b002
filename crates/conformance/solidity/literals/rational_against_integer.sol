// SPDX-License-Identifier: MIT
// A variable in the division makes it an integer division.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256) {
        uint256 two = 2;
        uint256 seven = 7;
        return (7 / two * 2, seven / 2 * 2, 7 * two / 2 / two, (7 / 2 + 1 / 2) * two);
    }
}

//= deploy: ok
//= main(): ok 6, 6, 3, 8
