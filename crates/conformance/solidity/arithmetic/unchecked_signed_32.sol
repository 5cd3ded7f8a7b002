// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int32 beyond its limits; division by zero still panics.
//? add(int32 2147483647, int32 1)
//? add(int32 -2147483648, int32 -2147483648)
//? sub(int32 -2147483648, int32 1)
//? sub(int32 0, int32 -2147483648)
//? mul(int32 -2147483648, int32 -1)
//? mul(int32 2147483647, int32 2147483647)
//? mul(int32 -2147483648, int32 -2147483648)
//? mul(int32 65536, int32 65536)
//? div(int32 1, int32 0)
//? neg(int32 -2147483648)
//? step(int32 2147483647, int32 -2147483648)
pragma solidity ^0.8.20;

contract Test {
    function add(int32 a, int32 b) external pure returns (int32) {
        unchecked {
            return a + b;
        }
    }

    function sub(int32 a, int32 b) external pure returns (int32) {
        unchecked {
            return a - b;
        }
    }

    function mul(int32 a, int32 b) external pure returns (int32) {
        unchecked {
            return a * b;
        }
    }

    function div(int32 a, int32 b) external pure returns (int32) {
        unchecked {
            return a / b;
        }
    }

    function mod(int32 a, int32 b) external pure returns (int32) {
        unchecked {
            return a % b;
        }
    }

    function neg(int32 a) external pure returns (int32) {
        unchecked {
            return -a;
        }
    }

    function step(int32 a, int32 b) external pure returns (int32, int32, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int32,int32): ok -2147483648
//= add(int32,int32): ok 0
//= sub(int32,int32): ok 2147483647
//= sub(int32,int32): ok -2147483648
//= mul(int32,int32): ok -2147483648
//= mul(int32,int32): ok 1
//= mul(int32,int32): ok 0
//= mul(int32,int32): ok 0
//= div(int32,int32): panic 0x12
//= neg(int32): ok -2147483648
//= step(int32,int32): ok -2147483648, 2147483647, 1
