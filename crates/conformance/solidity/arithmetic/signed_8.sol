// SPDX-License-Identifier: MIT
// Checked arithmetic of int8 at its limits.
//? add(int8 127, int8 0)
//? add(int8 127, int8 1)
//? add(int8 -128, int8 -1)
//? add(int8 -128, int8 127)
//? sub(int8 -128, int8 0)
//? sub(int8 -128, int8 1)
//? sub(int8 0, int8 -128)
//? sub(int8 -1, int8 -128)
//? mul(int8 -128, int8 1)
//? mul(int8 -128, int8 -1)
//? mul(int8 -1, int8 -128)
//? mul(int8 8, int8 -16)
//? mul(int8 8, int8 16)
//? mul(int8 127, int8 127)
//? div(int8 -128, int8 2)
//? div(int8 -7, int8 2)
//? div(int8 7, int8 -2)
//? div(int8 1, int8 0)
//? mod(int8 -7, int8 3)
//? mod(int8 7, int8 -3)
//? mod(int8 127, int8 0)
//? neg(int8 127)
//? neg(int8 -128)
//? neg(int8 0)
pragma solidity ^0.8.20;

contract Test {
    function add(int8 a, int8 b) external pure returns (int8) {
        return a + b;
    }

    function sub(int8 a, int8 b) external pure returns (int8) {
        return a - b;
    }

    function mul(int8 a, int8 b) external pure returns (int8) {
        return a * b;
    }

    function div(int8 a, int8 b) external pure returns (int8) {
        return a / b;
    }

    function mod(int8 a, int8 b) external pure returns (int8) {
        return a % b;
    }

    function neg(int8 a) external pure returns (int8) {
        return -a;
    }
}

//= deploy: ok
//= add(int8,int8): ok 127
//= add(int8,int8): panic 0x11
//= add(int8,int8): panic 0x11
//= add(int8,int8): ok -1
//= sub(int8,int8): ok -128
//= sub(int8,int8): panic 0x11
//= sub(int8,int8): panic 0x11
//= sub(int8,int8): ok 127
//= mul(int8,int8): ok -128
//= mul(int8,int8): panic 0x11
//= mul(int8,int8): panic 0x11
//= mul(int8,int8): ok -128
//= mul(int8,int8): panic 0x11
//= mul(int8,int8): panic 0x11
//= div(int8,int8): ok -64
//= div(int8,int8): ok -3
//= div(int8,int8): ok -3
//= div(int8,int8): panic 0x12
//= mod(int8,int8): ok -1
//= mod(int8,int8): ok 1
//= mod(int8,int8): panic 0x12
//= neg(int8): ok -127
//= neg(int8): panic 0x11
//= neg(int8): ok 0
