// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int96 beyond its limits; division by zero still panics.
//? add(int96 39614081257132168796771975167, int96 1)
//? add(int96 -39614081257132168796771975168, int96 -39614081257132168796771975168)
//? sub(int96 -39614081257132168796771975168, int96 1)
//? sub(int96 0, int96 -39614081257132168796771975168)
//? mul(int96 -39614081257132168796771975168, int96 -1)
//? mul(int96 39614081257132168796771975167, int96 39614081257132168796771975167)
//? mul(int96 -39614081257132168796771975168, int96 -39614081257132168796771975168)
//? mul(int96 281474976710656, int96 281474976710656)
//? div(int96 1, int96 0)
//? neg(int96 -39614081257132168796771975168)
//? step(int96 39614081257132168796771975167, int96 -39614081257132168796771975168)
pragma solidity ^0.8.20;

contract Test {
    function add(int96 a, int96 b) external pure returns (int96) {
        unchecked {
            return a + b;
        }
    }

    function sub(int96 a, int96 b) external pure returns (int96) {
        unchecked {
            return a - b;
        }
    }

    function mul(int96 a, int96 b) external pure returns (int96) {
        unchecked {
            return a * b;
        }
    }

    function div(int96 a, int96 b) external pure returns (int96) {
        unchecked {
            return a / b;
        }
    }

    function mod(int96 a, int96 b) external pure returns (int96) {
        unchecked {
            return a % b;
        }
    }

    function neg(int96 a) external pure returns (int96) {
        unchecked {
            return -a;
        }
    }

    function step(int96 a, int96 b) external pure returns (int96, int96, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int96,int96): ok -39614081257132168796771975168
//= add(int96,int96): ok 0
//= sub(int96,int96): ok 39614081257132168796771975167
//= sub(int96,int96): ok -39614081257132168796771975168
//= mul(int96,int96): ok -39614081257132168796771975168
//= mul(int96,int96): ok 1
//= mul(int96,int96): ok 0
//= mul(int96,int96): ok 0
//= div(int96,int96): panic 0x12
//= neg(int96): ok -39614081257132168796771975168
//= step(int96,int96): ok -39614081257132168796771975168, 39614081257132168796771975167, 1
