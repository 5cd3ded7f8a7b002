// SPDX-License-Identifier: MIT
// Swaps of two and rotation of three variables.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256) {
        uint256 a = 1;
        uint256 b = 2;
        uint256 c = 3;
        (a, b) = (b, a);
        uint256 first = a * 10 + b;
        (a, b, c) = (b, c, a);
        return (first, a, b, c);
    }
}

//= deploy: ok
//= main(): ok 21, 1, 3, 2
