// SPDX-License-Identifier: MIT
// Small signed numbers widened to every kind of width.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int16, int24, int72, int160, int256, uint256) {
        int8 a = -128;
        return (a, a, a, int160(a) - 1, a, uint256(int256(a)));
    }
}

//= deploy: ok
//= main(): ok -128, -128, -128, -129, -128, 115792089237316195423570985008687907853269984665640564039457584007913129639808
