// SPDX-License-Identifier: MIT
// Checked arithmetic of int64 at its limits.
//? add(int64 9223372036854775807, int64 0)
//? add(int64 9223372036854775807, int64 1)
//? add(int64 -9223372036854775808, int64 -1)
//? add(int64 -9223372036854775808, int64 9223372036854775807)
//? sub(int64 -9223372036854775808, int64 0)
//? sub(int64 -9223372036854775808, int64 1)
//? sub(int64 0, int64 -9223372036854775808)
//? sub(int64 -1, int64 -9223372036854775808)
//? mul(int64 -9223372036854775808, int64 1)
//? mul(int64 -9223372036854775808, int64 -1)
//? mul(int64 -1, int64 -9223372036854775808)
//? mul(int64 2147483648, int64 -4294967296)
//? mul(int64 2147483648, int64 4294967296)
//? mul(int64 9223372036854775807, int64 9223372036854775807)
//? div(int64 -9223372036854775808, int64 2)
//? div(int64 -7, int64 2)
//? div(int64 7, int64 -2)
//? div(int64 1, int64 0)
//? mod(int64 -7, int64 3)
//? mod(int64 7, int64 -3)
//? mod(int64 9223372036854775807, int64 0)
//? neg(int64 9223372036854775807)
//? neg(int64 -9223372036854775808)
//? neg(int64 0)
pragma solidity ^0.8.20;

contract Test {
    function add(int64 a, int64 b) external pure returns (int64) {
        return a + b;
    }

    function sub(int64 a, int64 b) external pure returns (int64) {
        return a - b;
    }

    function mul(int64 a, int64 b) external pure returns (int64) {
        return a * b;
    }

    function div(int64 a, int64 b) external pure returns (int64) {
        return a / b;
    }

    function mod(int64 a, int64 b) external pure returns (int64) {
        return a % b;
    }

    function neg(int64 a) external pure returns (int64) {
        return -a;
    }
}

//= deploy: ok
//= add(int64,int64): ok 9223372036854775807
//= add(int64,int64): panic 0x11
//= add(int64,int64): panic 0x11
//= add(int64,int64): ok -1
//= sub(int64,int64): ok -9223372036854775808
//= sub(int64,int64): panic 0x11
//= sub(int64,int64): panic 0x11
//= sub(int64,int64): ok 9223372036854775807
//= mul(int64,int64): ok -9223372036854775808
//= mul(int64,int64): panic 0x11
//= mul(int64,int64): panic 0x11
//= mul(int64,int64): ok -9223372036854775808
//= mul(int64,int64): panic 0x11
//= mul(int64,int64): panic 0x11
//= div(int64,int64): ok -4611686018427387904
//= div(int64,int64): ok -3
//= div(int64,int64): ok -3
//= div(int64,int64): panic 0x12
//= mod(int64,int64): ok -1
//= mod(int64,int64): ok 1
//= mod(int64,int64): panic 0x12
//= neg(int64): ok -9223372036854775807
//= neg(int64): panic 0x11
//= neg(int64): ok 0
