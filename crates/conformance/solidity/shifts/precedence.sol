// SPDX-License-Identifier: MIT
// Shifts bind tighter than comparison and weaker than addition.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, bool, uint256) {
        uint256 a = 1;
        return (a + 1 << 3, a << 2 + 1, a << 4 > 15, a << 1 << 2);
    }
}

//= deploy: ok
//= main(): ok 16, 8, true, 8
