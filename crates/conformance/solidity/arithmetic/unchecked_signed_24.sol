// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int24 beyond its limits; division by zero still panics.
//? add(int24 8388607, int24 1)
//? add(int24 -8388608, int24 -8388608)
//? sub(int24 -8388608, int24 1)
//? sub(int24 0, int24 -8388608)
//? mul(int24 -8388608, int24 -1)
//? mul(int24 8388607, int24 8388607)
//? mul(int24 -8388608, int24 -8388608)
//? mul(int24 4096, int24 4096)
//? div(int24 1, int24 0)
//? neg(int24 -8388608)
//? step(int24 8388607, int24 -8388608)
pragma solidity ^0.8.20;

contract Test {
    function add(int24 a, int24 b) external pure returns (int24) {
        unchecked {
            return a + b;
        }
    }

    function sub(int24 a, int24 b) external pure returns (int24) {
        unchecked {
            return a - b;
        }
    }

    function mul(int24 a, int24 b) external pure returns (int24) {
        unchecked {
            return a * b;
        }
    }

    function div(int24 a, int24 b) external pure returns (int24) {
        unchecked {
            return a / b;
        }
    }

    function mod(int24 a, int24 b) external pure returns (int24) {
        unchecked {
            return a % b;
        }
    }

    function neg(int24 a) external pure returns (int24) {
        unchecked {
            return -a;
        }
    }

    function step(int24 a, int24 b) external pure returns (int24, int24, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int24,int24): ok -8388608
//= add(int24,int24): ok 0
//= sub(int24,int24): ok 8388607
//= sub(int24,int24): ok -8388608
//= mul(int24,int24): ok -8388608
//= mul(int24,int24): ok 1
//= mul(int24,int24): ok 0
//= mul(int24,int24): ok 0
//= div(int24,int24): panic 0x12
//= neg(int24): ok -8388608
//= step(int24,int24): ok -8388608, 8388607, 1
