// SPDX-License-Identifier: MIT
// Shifts of constants are exact, also to the right of negatives.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, int256, int256, uint256) {
        return (1 << 255, 1 << 300 >> 290, -1 >> 1, -5 >> 1, 0xff00 >> 4);
    }
}

//= deploy: ok
//= main(): ok 57896044618658097711785492504343953926634992332820282019728792003956564819968, 1024, -1, -3, 4080
