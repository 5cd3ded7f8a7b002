// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int16 beyond its limits; division by zero still panics.
//? add(int16 32767, int16 1)
//? add(int16 -32768, int16 -32768)
//? sub(int16 -32768, int16 1)
//? sub(int16 0, int16 -32768)
//? mul(int16 -32768, int16 -1)
//? mul(int16 32767, int16 32767)
//? mul(int16 -32768, int16 -32768)
//? mul(int16 256, int16 256)
//? div(int16 1, int16 0)
//? neg(int16 -32768)
//? step(int16 32767, int16 -32768)
pragma solidity ^0.8.20;

contract Test {
    function add(int16 a, int16 b) external pure returns (int16) {
        unchecked {
            return a + b;
        }
    }

    function sub(int16 a, int16 b) external pure returns (int16) {
        unchecked {
            return a - b;
        }
    }

    function mul(int16 a, int16 b) external pure returns (int16) {
        unchecked {
            return a * b;
        }
    }

    function div(int16 a, int16 b) external pure returns (int16) {
        unchecked {
            return a / b;
        }
    }

    function mod(int16 a, int16 b) external pure returns (int16) {
        unchecked {
            return a % b;
        }
    }

    function neg(int16 a) external pure returns (int16) {
        unchecked {
            return -a;
        }
    }

    function step(int16 a, int16 b) external pure returns (int16, int16, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int16,int16): ok -32768
//= add(int16,int16): ok 0
//= sub(int16,int16): ok 32767
//= sub(int16,int16): ok -32768
//= mul(int16,int16): ok -32768
//= mul(int16,int16): ok 1
//= mul(int16,int16): ok 0
//= mul(int16,int16): ok 0
//= div(int16,int16): panic 0x12
//= neg(int16): ok -32768
//= step(int16,int16): ok -32768, 32767, 1
