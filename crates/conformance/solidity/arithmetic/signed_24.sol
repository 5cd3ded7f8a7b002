// SPDX-License-Identifier: MIT
// Checked arithmetic of int24 at its limits.
//? add(int24 8388607, int24 0)
//? add(int24 8388607, int24 1)
//? add(int24 -8388608, int24 -1)
//? add(int24 -8388608, int24 8388607)
//? sub(int24 -8388608, int24 0)
//? sub(int24 -8388608, int24 1)
//? sub(int24 0, int24 -8388608)
//? sub(int24 -1, int24 -8388608)
//? mul(int24 -8388608, int24 1)
//? mul(int24 -8388608, int24 -1)
//? mul(int24 -1, int24 -8388608)
//? mul(int24 2048, int24 -4096)
//? mul(int24 2048, int24 4096)
//? mul(int24 8388607, int24 8388607)
//? div(int24 -8388608, int24 2)
//? div(int24 -7, int24 2)
//? div(int24 7, int24 -2)
//? div(int24 1, int24 0)
//? mod(int24 -7, int24 3)
//? mod(int24 7, int24 -3)
//? mod(int24 8388607, int24 0)
//? neg(int24 8388607)
//? neg(int24 -8388608)
//? neg(int24 0)
pragma solidity ^0.8.20;

contract Test {
    function add(int24 a, int24 b) external pure returns (int24) {
        return a + b;
    }

    function sub(int24 a, int24 b) external pure returns (int24) {
        return a - b;
    }

    function mul(int24 a, int24 b) external pure returns (int24) {
        return a * b;
    }

    function div(int24 a, int24 b) external pure returns (int24) {
        return a / b;
    }

    function mod(int24 a, int24 b) external pure returns (int24) {
        return a % b;
    }

    function neg(int24 a) external pure returns (int24) {
        return -a;
    }
}

//= deploy: ok
//= add(int24,int24): ok 8388607
//= add(int24,int24): panic 0x11
//= add(int24,int24): panic 0x11
//= add(int24,int24): ok -1
//= sub(int24,int24): ok -8388608
//= sub(int24,int24): panic 0x11
//= sub(int24,int24): panic 0x11
//= sub(int24,int24): ok 8388607
//= mul(int24,int24): ok -8388608
//= mul(int24,int24): panic 0x11
//= mul(int24,int24): panic 0x11
//= mul(int24,int24): ok -8388608
//= mul(int24,int24): panic 0x11
//= mul(int24,int24): panic 0x11
//= div(int24,int24): ok -4194304
//= div(int24,int24): ok -3
//= div(int24,int24): ok -3
//= div(int24,int24): panic 0x12
//= mod(int24,int24): ok -1
//= mod(int24,int24): ok 1
//= mod(int24,int24): panic 0x12
//= neg(int24): ok -8388607
//= neg(int24): panic 0x11
//= neg(int24): ok 0
