// SPDX-License-Identifier: MIT
// Sorting in place in memory.
//? sort(uint256[] [])
//? sort(uint256[] [5])
//? sort(uint256[] [3, 1, 2, 3, 0, 9, 7])
pragma solidity ^0.8.20;

contract Test {
    function sort(uint256[] memory a) external pure returns (uint256[] memory) {
        for (uint256 i = 0; i < a.length; i++) {
            for (uint256 j = 0; j + 1 < a.length - i; j++) {
                if (a[j] > a[j + 1]) (a[j], a[j + 1]) = (a[j + 1], a[j]);
            }
        }
        return a;
    }
}

//= deploy: ok
//= sort(uint256[]): ok []
//= sort(uint256[]): ok [5]
//= sort(uint256[]): ok [0, 1, 2, 3, 3, 7, 9]
