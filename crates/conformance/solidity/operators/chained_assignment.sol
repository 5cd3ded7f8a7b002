// SPDX-License-Identifier: MIT
// Assignments group to the right.
pragma solidity ^0.8.20;

contract Test {
    uint256 x;
    uint256 y;

    function main() external returns (uint256, uint256, uint256, uint256) {
        uint256 a;
        uint256 b;
        a = b = x = y = 7;
        a += b -= 2;
        return (a, b, x, y);
    }
}

//= deploy: ok
//= main(): ok 12, 5, 7, 7
