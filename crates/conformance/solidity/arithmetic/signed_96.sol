// SPDX-License-Identifier: MIT
// Checked arithmetic of int96 at its limits.
//? add(int96 39614081257132168796771975167, int96 0)
//? add(int96 39614081257132168796771975167, int96 1)
//? add(int96 -39614081257132168796771975168, int96 -1)
//? add(int96 -39614081257132168796771975168, int96 39614081257132168796771975167)
//? sub(int96 -39614081257132168796771975168, int96 0)
//? sub(int96 -39614081257132168796771975168, int96 1)
//? sub(int96 0, int96 -39614081257132168796771975168)
//? sub(int96 -1, int96 -39614081257132168796771975168)
//? mul(int96 -39614081257132168796771975168, int96 1)
//? mul(int96 -39614081257132168796771975168, int96 -1)
//? mul(int96 -1, int96 -39614081257132168796771975168)
//? mul(int96 140737488355328, int96 -281474976710656)
//? mul(int96 140737488355328, int96 281474976710656)
//? mul(int96 39614081257132168796771975167, int96 39614081257132168796771975167)
//? div(int96 -39614081257132168796771975168, int96 2)
//? div(int96 -7, int96 2)
//? div(int96 7, int96 -2)
//? div(int96 1, int96 0)
//? mod(int96 -7, int96 3)
//? mod(int96 7, int96 -3)
//? mod(int96 39614081257132168796771975167, int96 0)
//? neg(int96 39614081257132168796771975167)
//? neg(int96 -39614081257132168796771975168)
//? neg(int96 0)
pragma solidity ^0.8.20;

contract Test {
    function add(int96 a, int96 b) external pure returns (int96) {
        return a + b;
    }

    function sub(int96 a, int96 b) external pure returns (int96) {
        return a - b;
    }

    function mul(int96 a, int96 b) external pure returns (int96) {
        return a * b;
    }

    function div(int96 a, int96 b) external pure returns (int96) {
        return a / b;
    }

    function mod(int96 a, int96 b) external pure returns (int96) {
        return a % b;
    }

    function neg(int96 a) external pure returns (int96) {
        return -a;
    }
}

//= deploy: ok
//= add(int96,int96): ok 39614081257132168796771975167
//= add(int96,int96): panic 0x11
//= add(int96,int96): panic 0x11
//= add(int96,int96): ok -1
//= sub(int96,int96): ok -39614081257132168796771975168
//= sub(int96,int96): panic 0x11
//= sub(int96,int96): panic 0x11
//= sub(int96,int96): ok 39614081257132168796771975167
//= mul(int96,int96): ok -39614081257132168796771975168
//= mul(int96,int96): panic 0x11
//= mul(int96,int96): panic 0x11
//= mul(int96,int96): ok -39614081257132168796771975168
//= mul(int96,int96): panic 0x11
//= mul(int96,int96): panic 0x11
//= div(int96,int96): ok -19807040628566084398385987584
//= div(int96,int96): ok -3
//= div(int96,int96): ok -3
//= div(int96,int96): panic 0x12
//= mod(int96,int96): ok -1
//= mod(int96,int96): ok 1
//= mod(int96,int96): panic 0x12
//= neg(int96): ok -39614081257132168796771975167
//= neg(int96): panic 0x11
//= neg(int96): ok 0
