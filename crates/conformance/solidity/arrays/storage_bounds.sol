// SPDX-License-Identifier: MIT
// Indexes out of range in storage panic, also below a struct or mapping.
//? a(uint256 0)
//? a(uint256 1)
//? b(uint256 2)
//? b(uint256 3)
//? c(uint256 5, uint256 0)
//? c(uint256 5, uint256 1)
//? c(uint256 6, uint256 0)
pragma solidity ^0.8.20;

contract Test {
    uint256[] list;
    uint8[3] small;
    mapping(uint256 => uint256[]) m;

    constructor() {
        list.push(1);
        m[5].push(6);
    }

    function a(uint256 i) external view returns (uint256) {
        return list[i];
    }

    function b(uint256 i) external returns (uint256) {
        small[i] = 9;
        return small[i];
    }

    function c(uint256 k, uint256 i) external view returns (uint256) {
        return m[k][i];
    }
}

//= deploy: ok
//= a(uint256): ok 1
//= a(uint256): panic 0x32
//= b(uint256): ok 9
//= b(uint256): panic 0x32
//= c(uint256,uint256): ok 6
//= c(uint256,uint256): panic 0x32
//= c(uint256,uint256): panic 0x32
