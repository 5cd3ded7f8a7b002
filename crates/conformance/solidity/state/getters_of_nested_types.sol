// SPDX-License-Identifier: MIT
// Getters of mappings to arrays of structs, and of arrays of mappings.
//? ps(address 0x01, uint256 0)
//? ps(address 0x01, uint256 1)
//? ms(uint256 1, uint256 7)
//? ms(uint256 2, uint256 7)
//? grid(bytes4 0x61626364, uint256 0, uint256 2)
//? grid(bytes4 0x61626364, uint256 0, uint256 3)
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; string s; uint8[2] f; }

    mapping(address => P[]) public ps;
    mapping(uint256 => uint256)[2] public ms;
    mapping(bytes4 => uint16[3][]) public grid;

    constructor() {
        ps[address(1)].push();
        ps[address(1)][0].x = 5;
        ps[address(1)][0].s = "five";
        ms[1][7] = 8;
        grid["abcd"].push([1, 2, 3]);
    }

    function none() external {}
}

//= deploy: ok
//= ps(address,uint256): ok 5, "five"
//= ps(address,uint256): revert
//= ms(uint256,uint256): ok 8
//= ms(uint256,uint256): revert
//= grid(bytes4,uint256,uint256): ok 3
//= grid(bytes4,uint256,uint256): revert
