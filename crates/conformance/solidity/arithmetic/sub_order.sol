// SPDX-License-Identifier: MIT
// A difference that dips below zero on the way fails although the result would fit.
//? dips(uint256 1, uint256 2, uint256 3)
//? fine(uint256 1, uint256 2, uint256 3)
pragma solidity ^0.8.20;

contract Test {
    function dips(uint256 a, uint256 b, uint256 c) external pure returns (uint256) {
        return a - b + c;
    }

    function fine(uint256 a, uint256 b, uint256 c) external pure returns (uint256) {
        return a + c - b;
    }
}

//= deploy: ok
//= dips(uint256,uint256,uint256): panic 0x11
//= fine(uint256,uint256,uint256): ok 2
