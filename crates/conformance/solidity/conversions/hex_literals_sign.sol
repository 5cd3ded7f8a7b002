// SPDX-License-Identifier: MIT
// Hexadecimal literals are positive numbers; a conversion makes the sign.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int8, int16, int256, uint8) {
        int8 a = int8(uint8(0xff));
        int16 b = -0x7fff;
        int256 c = 0xff;
        return (a, b, c, uint8(0xff));
    }
}

//= deploy: ok
//= main(): ok -1, -32767, 255, 255
