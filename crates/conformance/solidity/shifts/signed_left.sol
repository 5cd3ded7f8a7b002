// SPDX-License-Identifier: MIT
// Left shifts of signed integers may change the sign.
//? shift(int8 1, uint8 6)
//? shift(int8 1, uint8 7)
//? shift(int8 1, uint8 8)
//? shift(int8 -1, uint8 7)
//? shift(int8 -128, uint8 1)
//? shift(int8 64, uint8 1)
pragma solidity ^0.8.20;

contract Test {
    function shift(int8 x, uint8 n) external pure returns (int8) {
        return x << n;
    }
}

//= deploy: ok
//= shift(int8,uint8): ok 64
//= shift(int8,uint8): ok -128
//= shift(int8,uint8): ok 0
//= shift(int8,uint8): ok -128
//= shift(int8,uint8): ok 0
//= shift(int8,uint8): ok -128
