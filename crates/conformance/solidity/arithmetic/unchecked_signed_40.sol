// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int40 beyond its limits; division by zero still panics.
//? add(int40 549755813887, int40 1)
//? add(int40 -549755813888, int40 -549755813888)
//? sub(int40 -549755813888, int40 1)
//? sub(int40 0, int40 -549755813888)
//? mul(int40 -549755813888, int40 -1)
//? mul(int40 549755813887, int40 549755813887)
//? mul(int40 -549755813888, int40 -549755813888)
//? mul(int40 1048576, int40 1048576)
//? div(int40 1, int40 0)
//? neg(int40 -549755813888)
//? step(int40 549755813887, int40 -549755813888)
pragma solidity ^0.8.20;

contract Test {
    function add(int40 a, int40 b) external pure returns (int40) {
        unchecked {
            return a + b;
        }
    }

    function sub(int40 a, int40 b) external pure returns (int40) {
        unchecked {
            return a - b;
        }
    }

    function mul(int40 a, int40 b) external pure returns (int40) {
        unchecked {
            return a * b;
        }
    }

    function div(int40 a, int40 b) external pure returns (int40) {
        unchecked {
            return a / b;
        }
    }

    function mod(int40 a, int40 b) external pure returns (int40) {
        unchecked {
            return a % b;
        }
    }

    function neg(int40 a) external pure returns (int40) {
        unchecked {
            return -a;
        }
    }

    function step(int40 a, int40 b) external pure returns (int40, int40, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int40,int40): ok -549755813888
//= add(int40,int40): ok 0
//= sub(int40,int40): ok 549755813887
//= sub(int40,int40): ok -549755813888
//= mul(int40,int40): ok -549755813888
//= mul(int40,int40): ok 1
//= mul(int40,int40): ok 0
//= mul(int40,int40): ok 0
//= div(int40,int40): panic 0x12
//= neg(int40): ok -549755813888
//= step(int40,int40): ok -549755813888, 549755813887, 1
