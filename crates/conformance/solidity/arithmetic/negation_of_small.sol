// SPDX-License-Identifier: MIT
// Negation keeps the type of a small signed integer.
//? main()
//? neg(int8 -128)
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int8, int256, int24) {
        int8 a = 127;
        int24 b = 8388607;
        return (-a, -int256(a), -b - 1);
    }

    function neg(int8 x) external pure returns (int256) {
        return -x;
    }
}

//= deploy: ok
//= main(): ok -127, -127, -8388608
//= neg(int8): panic 0x11
