// SPDX-License-Identifier: MIT
// Powers of a uint8 around its limit.
//? power(uint8 2, uint8 7)
//? power(uint8 2, uint8 8)
//? power(uint8 15, uint8 2)
//? power(uint8 16, uint8 2)
//? power(uint8 0, uint8 0)
//? power(uint8 0, uint8 255)
//? power(uint8 1, uint8 255)
//? power(uint8 255, uint8 1)
//? power(uint8 6, uint8 3)
//? power(uint8 7, uint8 3)
pragma solidity ^0.8.20;

contract Test {
    function power(uint8 base, uint8 exponent) external pure returns (uint8) {
        return base ** exponent;
    }
}

//= deploy: ok
//= power(uint8,uint8): ok 128
//= power(uint8,uint8): panic 0x11
//= power(uint8,uint8): ok 225
//= power(uint8,uint8): panic 0x11
//= power(uint8,uint8): ok 1
//= power(uint8,uint8): ok 0
//= power(uint8,uint8): ok 1
//= power(uint8,uint8): ok 255
//= power(uint8,uint8): ok 216
//= power(uint8,uint8): panic 0x11
