// SPDX-License-Identifier: MIT
// Getters of arrays take the index; out of range reverts without data.
//? list(uint256 1)
//? list(uint256 2)
//? fixedList(uint256 2)
//? fixedList(uint256 3)
//? grid(uint256 1, uint256 0)
//? grid(uint256 0, uint256 0)
pragma solidity ^0.8.20;

contract Test {
    uint256[] public list;
    int8[3] public fixedList = [int8(1), -2, 3];
    uint16[][2] public grid;

    constructor() {
        list.push(10);
        list.push(20);
        grid[1].push(7);
    }
}

//= deploy: ok
//= list(uint256): ok 20
//= list(uint256): revert
//= fixedList(uint256): ok 3
//= fixedList(uint256): revert
//= grid(uint256,uint256): ok 7
//= grid(uint256,uint256): revert
