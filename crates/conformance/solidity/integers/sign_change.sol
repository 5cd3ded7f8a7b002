// SPDX-License-Identifier: MIT
// Conversion between signed and unsigned of one width keeps the bits.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, int8, uint256, int256, uint24, int24) {
        int8 a = -1;
        uint8 b = 128;
        int24 c = -2;
        uint24 d = 0x800000;
        return (uint8(a), int8(b), uint256(int256(-1)), int256(type(uint256).max - 4), uint24(c), int24(d));
    }
}

//= deploy: ok
//= main(): ok 255, -128, 115792089237316195423570985008687907853269984665640564039457584007913129639935, -5, 16777214, -8388608
