// SPDX-License-Identifier: MIT
// Slices of arrays of the call data.
//? f(uint256[] [1, 2, 3, 4, 5])
//? sum(uint256[] [1, 2, 3, 4], uint256 1, uint256 3)
//? sum(uint256[] [1, 2, 3, 4], uint256 2, uint256 2)
//? sum(uint256[] [1, 2, 3, 4], uint256 3, uint256 5)
//? sum(uint256[] [1, 2, 3, 4], uint256 3, uint256 2)
pragma solidity ^0.8.20;

contract Test {
    function f(uint256[] calldata a) external pure returns (uint256[] memory, uint256[] memory, uint256, uint256[] memory) {
        uint256[] calldata tail = a[3:];
        return (a[1:3], a[:2], tail[0], a[1:][1:]);
    }

    function sum(uint256[] calldata a, uint256 from, uint256 to) external pure returns (uint256 r) {
        uint256[] calldata part = a[from:to];
        for (uint256 i = 0; i < part.length; i++) r = r * 10 + part[i];
    }
}

//= deploy: ok
//= f(uint256[]): ok [2, 3], [1, 2], 4, [3, 4, 5]
//= sum(uint256[],uint256,uint256): ok 23
//= sum(uint256[],uint256,uint256): ok 0
//= sum(uint256[],uint256,uint256): revert
//= sum(uint256[],uint256,uint256): revert
