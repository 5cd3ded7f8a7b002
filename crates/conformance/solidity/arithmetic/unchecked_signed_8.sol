// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int8 beyond its limits; division by zero still panics.
//? add(int8 127, int8 1)
//? add(int8 -128, int8 -128)
//? sub(int8 -128, int8 1)
//? sub(int8 0, int8 -128)
//? mul(int8 -128, int8 -1)
//? mul(int8 127, int8 127)
//? mul(int8 -128, int8 -128)
//? mul(int8 16, int8 16)
//? div(int8 1, int8 0)
//? neg(int8 -128)
//? step(int8 127, int8 -128)
pragma solidity ^0.8.20;

contract Test {
    function add(int8 a, int8 b) external pure returns (int8) {
        unchecked {
            return a + b;
        }
    }

    function sub(int8 a, int8 b) external pure returns (int8) {
        unchecked {
            return a - b;
        }
    }

    function mul(int8 a, int8 b) external pure returns (int8) {
        unchecked {
            return a * b;
        }
    }

    function div(int8 a, int8 b) external pure returns (int8) {
        unchecked {
            return a / b;
        }
    }

    function mod(int8 a, int8 b) external pure returns (int8) {
        unchecked {
            return a % b;
        }
    }

    function neg(int8 a) external pure returns (int8) {
        unchecked {
            return -a;
        }
    }

    function step(int8 a, int8 b) external pure returns (int8, int8, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int8,int8): ok -128
//= add(int8,int8): ok 0
//= sub(int8,int8): ok 127
//= sub(int8,int8): ok -128
//= mul(int8,int8): ok -128
//= mul(int8,int8): ok 1
//= mul(int8,int8): ok 0
//= mul(int8,int8): ok 0
//= div(int8,int8): panic 0x12
//= neg(int8): ok -128
//= step(int8,int8): ok -128, 127, 1
