// SPDX-License-Identifier: MIT
// Right shifts of signed integers fill with the sign and round down.
//? shift(int8 -128, uint256 0)
//? shift(int8 -128, uint256 3)
//? shift(int8 -128, uint256 7)
//? shift(int8 -128, uint256 8)
//? shift(int8 -1, uint256 300)
//? shift(int8 -5, uint256 1)
//? shift(int8 127, uint256 6)
//? shift(int8 127, uint256 7)
//? shift(int8 127, uint256 256)
pragma solidity ^0.8.20;

contract Test {
    function shift(int8 x, uint256 n) external pure returns (int8) {
        return x >> n;
    }
}

//= deploy: ok
//= shift(int8,uint256): ok -128
//= shift(int8,uint256): ok -16
//= shift(int8,uint256): ok -1
//= shift(int8,uint256): ok -1
//= shift(int8,uint256): ok -1
//= shift(int8,uint256): ok -3
//= shift(int8,uint256): ok 1
//= shift(int8,uint256): ok 0
//= shift(int8,uint256): ok 0
