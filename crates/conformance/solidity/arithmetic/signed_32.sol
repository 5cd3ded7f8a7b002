// SPDX-License-Identifier: MIT
// Checked arithmetic of int32 at its limits.
//? add(int32 2147483647, int32 0)
//? add(int32 2147483647, int32 1)
//? add(int32 -2147483648, int32 -1)
//? add(int32 -2147483648, int32 2147483647)
//? sub(int32 -2147483648, int32 0)
//? sub(int32 -2147483648, int32 1)
//? sub(int32 0, int32 -2147483648)
//? sub(int32 -1, int32 -2147483648)
//? mul(int32 -2147483648, int32 1)
//? mul(int32 -2147483648, int32 -1)
//? mul(int32 -1, int32 -2147483648)
//? mul(int32 32768, int32 -65536)
//? mul(int32 32768, int32 65536)
//? mul(int32 2147483647, int32 2147483647)
//? div(int32 -2147483648, int32 2)
//? div(int32 -7, int32 2)
//? div(int32 7, int32 -2)
//? div(int32 1, int32 0)
//? mod(int32 -7, int32 3)
//? mod(int32 7, int32 -3)
//? mod(int32 2147483647, int32 0)
//? neg(int32 2147483647)
//? neg(int32 -2147483648)
//? neg(int32 0)
pragma solidity ^0.8.20;

contract Test {
    function add(int32 a, int32 b) external pure returns (int32) {
        return a + b;
    }

    function sub(int32 a, int32 b) external pure returns (int32) {
        return a - b;
    }

    function mul(int32 a, int32 b) external pure returns (int32) {
        return a * b;
    }

    function div(int32 a, int32 b) external pure returns (int32) {
        return a / b;
    }

    function mod(int32 a, int32 b) external pure returns (int32) {
        return a % b;
    }

    function neg(int32 a) external pure returns (int32) {
        return -a;
    }
}

//= deploy: ok
//= add(int32,int32): ok 2147483647
//= add(int32,int32): panic 0x11
//= add(int32,int32): panic 0x11
//= add(int32,int32): ok -1
//= sub(int32,int32): ok -2147483648
//= sub(int32,int32): panic 0x11
//= sub(int32,int32): panic 0x11
//= sub(int32,int32): ok 2147483647
//= mul(int32,int32): ok -2147483648
//= mul(int32,int32): panic 0x11
//= mul(int32,int32): panic 0x11
//= mul(int32,int32): ok -2147483648
//= mul(int32,int32): panic 0x11
//= mul(int32,int32): panic 0x11
//= div(int32,int32): ok -1073741824
//= div(int32,int32): ok -3
//= div(int32,int32): ok -3
//= div(int32,int32): panic 0x12
//= mod(int32,int32): ok -1
//= mod(int32,int32): ok 1
//= mod(int32,int32): panic 0x12
//= neg(int32): ok -2147483647
//= neg(int32): panic 0x11
//= neg(int32): ok 0
