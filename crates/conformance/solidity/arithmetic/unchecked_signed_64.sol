// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int64 beyond its limits; division by zero still panics.
//? add(int64 9223372036854775807, int64 1)
//? add(int64 -9223372036854775808, int64 -9223372036854775808)
//? sub(int64 -9223372036854775808, int64 1)
//? sub(int64 0, int64 -9223372036854775808)
//? mul(int64 -9223372036854775808, int64 -1)
//? mul(int64 9223372036854775807, int64 9223372036854775807)
//? mul(int64 -9223372036854775808, int64 -9223372036854775808)
//? mul(int64 4294967296, int64 4294967296)
//? div(int64 1, int64 0)
//? neg(int64 -9223372036854775808)
//? step(int64 9223372036854775807, int64 -9223372036854775808)
pragma solidity ^0.8.20;

contract Test {
    function add(int64 a, int64 b) external pure returns (int64) {
        unchecked {
            return a + b;
        }
    }

    function sub(int64 a, int64 b) external pure returns (int64) {
        unchecked {
            return a - b;
        }
    }

    function mul(int64 a, int64 b) external pure returns (int64) {
        unchecked {
            return a * b;
        }
    }

    function div(int64 a, int64 b) external pure returns (int64) {
        unchecked {
            return a / b;
        }
    }

    function mod(int64 a, int64 b) external pure returns (int64) {
        unchecked {
            return a % b;
        }
    }

    function neg(int64 a) external pure returns (int64) {
        unchecked {
            return -a;
        }
    }

    function step(int64 a, int64 b) external pure returns (int64, int64, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int64,int64): ok -9223372036854775808
//= add(int64,int64): ok 0
//= sub(int64,int64): ok 9223372036854775807
//= sub(int64,int64): ok -9223372036854775808
//= mul(int64,int64): ok -9223372036854775808
//= mul(int64,int64): ok 1
//= mul(int64,int64): ok 0
//= mul(int64,int64): ok 0
//= div(int64,int64): panic 0x12
//= neg(int64): ok -9223372036854775808
//= step(int64,int64): ok -9223372036854775808, 9223372036854775807, 1
