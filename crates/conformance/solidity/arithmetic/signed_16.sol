// SPDX-License-Identifier: MIT
// Checked arithmetic of int16 at its limits.
//? add(int16 32767, int16 0)
//? add(int16 32767, int16 1)
//? add(int16 -32768, int16 -1)
//? add(int16 -32768, int16 32767)
//? sub(int16 -32768, int16 0)
//? sub(int16 -32768, int16 1)
//? sub(int16 0, int16 -32768)
//? sub(int16 -1, int16 -32768)
//? mul(int16 -32768, int16 1)
//? mul(int16 -32768, int16 -1)
//? mul(int16 -1, int16 -32768)
//? mul(int16 128, int16 -256)
//? mul(int16 128, int16 256)
//? mul(int16 32767, int16 32767)
//? div(int16 -32768, int16 2)
//? div(int16 -7, int16 2)
//? div(int16 7, int16 -2)
//? div(int16 1, int16 0)
//? mod(int16 -7, int16 3)
//? mod(int16 7, int16 -3)
//? mod(int16 32767, int16 0)
//? neg(int16 32767)
//? neg(int16 -32768)
//? neg(int16 0)
pragma solidity ^0.8.20;

contract Test {
    function add(int16 a, int16 b) external pure returns (int16) {
        return a + b;
    }

    function sub(int16 a, int16 b) external pure returns (int16) {
        return a - b;
    }

    function mul(int16 a, int16 b) external pure returns (int16) {
        return a * b;
    }

    function div(int16 a, int16 b) external pure returns (int16) {
        return a / b;
    }

    function mod(int16 a, int16 b) external pure returns (int16) {
        return a % b;
    }

    function neg(int16 a) external pure returns (int16) {
        return -a;
    }
}

//= deploy: ok
//= add(int16,int16): ok 32767
//= add(int16,int16): panic 0x11
//= add(int16,int16): panic 0x11
//= add(int16,int16): ok -1
//= sub(int16,int16): ok -32768
//= sub(int16,int16): panic 0x11
//= sub(int16,int16): panic 0x11
//= sub(int16,int16): ok 32767
//= mul(int16,int16): ok -32768
//= mul(int16,int16): panic 0x11
//= mul(int16,int16): panic 0x11
//= mul(int16,int16): ok -32768
//= mul(int16,int16): panic 0x11
//= mul(int16,int16): panic 0x11
//= div(int16,int16): ok -16384
//= div(int16,int16): ok -3
//= div(int16,int16): ok -3
//= div(int16,int16): panic 0x12
//= mod(int16,int16): ok -1
//= mod(int16,int16): ok 1
//= mod(int16,int16): panic 0x12
//= neg(int16): ok -32767
//= neg(int16): panic 0x11
//= neg(int16): ok 0
