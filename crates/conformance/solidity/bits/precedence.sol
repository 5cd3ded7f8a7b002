// SPDX-License-Identifier: MIT
// Bit operators bind in the order &, ^, |, all tighter than comparison.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, bool, uint256) {
        uint256 a = 6;
        uint256 b = 3;
        return (a | b & 1, a ^ b | 8, a & 2 == 2, a & b + 1);
    }
}

//= deploy: ok
//= main(): ok 7, 13, true, 4
