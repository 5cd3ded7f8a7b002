// SPDX-License-Identifier: MIT
// A compound assignment keeps the type of its target.
//? fits()
//? overflows()
//? wraps()
pragma solidity ^0.8.20;

contract Test {
    function fits() external pure returns (uint16) {
        uint16 a = 65000;
        uint8 b = 255;
        a += b;
        return a;
    }

    function overflows() external pure returns (uint16) {
        uint16 a = 65500;
        uint8 b = 255;
        a += b;
        return a;
    }

    function wraps() external pure returns (uint16, int8) {
        uint16 a = 65500;
        int8 c = 127;
        unchecked {
            a += uint8(255);
            c += 1;
        }
        return (a, c);
    }
}

//= deploy: ok
//= fits(): ok 65255
//= overflows(): panic 0x11
//= wraps(): ok 219, -128
