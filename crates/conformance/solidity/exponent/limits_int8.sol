// SPDX-License-Identifier: MIT
// Powers of an int8; the smallest value is reached by an odd exponent only.
//? power(int8 -2, uint8 7)
//? power(int8 2, uint8 7)
//? power(int8 -2, uint8 6)
//? power(int8 -2, uint8 8)
//? power(int8 -128, uint8 1)
//? power(int8 -128, uint8 2)
//? power(int8 -1, uint8 255)
//? power(int8 -1, uint8 254)
//? power(int8 -11, uint8 2)
//? power(int8 -12, uint8 2)
//? power(int8 -5, uint8 3)
//? power(int8 -6, uint8 3)
pragma solidity ^0.8.20;

contract Test {
    function power(int8 base, uint8 exponent) external pure returns (int8) {
        return base ** exponent;
    }
}

//= deploy: ok
//= power(int8,uint8): ok -128
//= power(int8,uint8): panic 0x11
//= power(int8,uint8): ok 64
//= power(int8,uint8): panic 0x11
//= power(int8,uint8): ok -128
//= power(int8,uint8): panic 0x11
//= power(int8,uint8): ok -1
//= power(int8,uint8): ok 1
//= power(int8,uint8): ok 121
//= power(int8,uint8): panic 0x11
//= power(int8,uint8): ok -125
//= power(int8,uint8): panic 0x11
