// SPDX-License-Identifier: MIT
// A binary search in a sorted array.
//? find(uint256[] [1, 3, 5, 7, 9], uint256 7)
//? find(uint256[] [1, 3, 5, 7, 9], uint256 4)
//? find(uint256[] [], uint256 1)
pragma solidity ^0.8.20;

contract Test {
    function find(uint256[] calldata a, uint256 x) external pure returns (bool, uint256) {
        uint256 low = 0;
        uint256 high = a.length;
        while (low < high) {
            uint256 mid = (low + high) / 2;
            if (a[mid] == x) return (true, mid);
            if (a[mid] < x) low = mid + 1;
            else high = mid;
        }
        return (false, low);
    }
}

//= deploy: ok
//= find(uint256[],uint256): ok true, 3
//= find(uint256[],uint256): ok false, 2
//= find(uint256[],uint256): ok false, 0
