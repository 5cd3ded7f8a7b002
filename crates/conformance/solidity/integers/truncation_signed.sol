// SPDX-License-Identifier: MIT
// Truncation of signed integers may change the sign.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int8, int8, int16, int24, int40) {
        int256 x = 0x1_0000_80ff_80;
        int256 y = -0x1_0000_0000_0001;
        return (int8(x), int8(x >> 8), int16(x >> 8), int24(y), int40(y));
    }
}

//= deploy: ok
//= main(): ok -128, -1, -32513, -1, -1
