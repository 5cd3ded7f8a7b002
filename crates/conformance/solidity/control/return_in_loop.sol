// SPDX-License-Identifier: MIT
// return leaves all loops.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256) {
        return (find(7), find(1000));
    }

    function find(uint256 product) internal pure returns (uint256) {
        for (uint256 i = 1; i < 10; i++) {
            for (uint256 j = 1; j < 10; j++) {
                if (i * j == product) return i * 100 + j;
            }
        }
        return 0;
    }
}

//= deploy: ok
//= main(): ok 107, 0
