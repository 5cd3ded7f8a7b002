// SPDX-License-Identifier: MIT
// Checked arithmetic of int40 at its limits.
//? add(int40 549755813887, int40 0)
//? add(int40 549755813887, int40 1)
//? add(int40 -549755813888, int40 -1)
//? add(int40 -549755813888, int40 549755813887)
//? sub(int40 -549755813888, int40 0)
//? sub(int40 -549755813888, int40 1)
//? sub(int40 0, int40 -549755813888)
//? sub(int40 -1, int40 -549755813888)
//? mul(int40 -549755813888, int40 1)
//? mul(int40 -549755813888, int40 -1)
//? mul(int40 -1, int40 -549755813888)
//? mul(int40 524288, int40 -1048576)
//? mul(int40 524288, int40 1048576)
//? mul(int40 549755813887, int40 549755813887)
//? div(int40 -549755813888, int40 2)
//? div(int40 -7, int40 2)
//? div(int40 7, int40 -2)
//? div(int40 1, int40 0)
//? mod(int40 -7, int40 3)
//? mod(int40 7, int40 -3)
//? mod(int40 549755813887, int40 0)
//? neg(int40 549755813887)
//? neg(int40 -549755813888)
//? neg(int40 0)
pragma solidity ^0.8.20;

contract Test {
    function add(int40 a, int40 b) external pure returns (int40) {
        return a + b;
    }

    function sub(int40 a, int40 b) external pure returns (int40) {
        return a - b;
    }

    function mul(int40 a, int40 b) external pure returns (int40) {
        return a * b;
    }

    function div(int40 a, int40 b) external pure returns (int40) {
        return a / b;
    }

    function mod(int40 a, int40 b) external pure returns (int40) {
        return a % b;
    }

    function neg(int40 a) external pure returns (int40) {
        return -a;
    }
}

//= deploy: ok
//= add(int40,int40): ok 549755813887
//= add(int40,int40): panic 0x11
//= add(int40,int40): panic 0x11
//= add(int40,int40): ok -1
//= sub(int40,int40): ok -549755813888
//= sub(int40,int40): panic 0x11
//= sub(int40,int40): panic 0x11
//= sub(int40,int40): ok 549755813887
//= mul(int40,int40): ok -549755813888
//= mul(int40,int40): panic 0x11
//= mul(int40,int40): panic 0x11
//= mul(int40,int40): ok -549755813888
//= mul(int40,int40): panic 0x11
//= mul(int40,int40): panic 0x11
//= div(int40,int40): ok -274877906944
//= div(int40,int40): ok -3
//= div(int40,int40): ok -3
//= div(int40,int40): panic 0x12
//= mod(int40,int40): ok -1
//= mod(int40,int40): ok 1
//= mod(int40,int40): panic 0x12
//= neg(int40): ok -549755813887
//= neg(int40): panic 0x11
//= neg(int40): ok 0
