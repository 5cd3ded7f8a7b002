// SPDX-License-Identifier: MIT
// Right shifts of unsigned integers fill with zeros.
//? shift(uint24 16777215, uint8 0)
//? shift(uint24 16777215, uint8 1)
//? shift(uint24 16777215, uint8 23)
//? shift(uint24 16777215, uint8 24)
//? shift(uint24 16777215, uint8 255)
pragma solidity ^0.8.20;

contract Test {
    function shift(uint24 x, uint8 n) external pure returns (uint24) {
        return x >> n;
    }
}

//= deploy: ok
//= shift(uint24,uint8): ok 16777215
//= shift(uint24,uint8): ok 8388607
//= shift(uint24,uint8): ok 1
//= shift(uint24,uint8): ok 0
//= shift(uint24,uint8): ok 0
