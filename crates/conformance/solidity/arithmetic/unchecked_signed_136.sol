// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int136 beyond its limits; division by zero still panics.
//? add(int136 43556142965880123323311949751266331066367, int136 1)
//? add(int136 -43556142965880123323311949751266331066368, int136 -43556142965880123323311949751266331066368)
//? sub(int136 -43556142965880123323311949751266331066368, int136 1)
//? sub(int136 0, int136 -43556142965880123323311949751266331066368)
//? mul(int136 -43556142965880123323311949751266331066368, int136 -1)
//? mul(int136 43556142965880123323311949751266331066367, int136 43556142965880123323311949751266331066367)
//? mul(int136 -43556142965880123323311949751266331066368, int136 -43556142965880123323311949751266331066368)
//? mul(int136 295147905179352825856, int136 295147905179352825856)
//? div(int136 1, int136 0)
//? neg(int136 -43556142965880123323311949751266331066368)
//? step(int136 43556142965880123323311949751266331066367, int136 -43556142965880123323311949751266331066368)
pragma solidity ^0.8.20;

contract Test {
    function add(int136 a, int136 b) external pure returns (int136) {
        unchecked {
            return a + b;
        }
    }

    function sub(int136 a, int136 b) external pure returns (int136) {
        unchecked {
            return a - b;
        }
    }

    function mul(int136 a, int136 b) external pure returns (int136) {
        unchecked {
            return a * b;
        }
    }

    function div(int136 a, int136 b) external pure returns (int136) {
        unchecked {
            return a / b;
        }
    }

    function mod(int136 a, int136 b) external pure returns (int136) {
        unchecked {
            return a % b;
        }
    }

    function neg(int136 a) external pure returns (int136) {
        unchecked {
            return -a;
        }
    }

    function step(int136 a, int136 b) external pure returns (int136, int136, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int136,int136): ok -43556142965880123323311949751266331066368
//= add(int136,int136): ok 0
//= sub(int136,int136): ok 43556142965880123323311949751266331066367
//= sub(int136,int136): ok -43556142965880123323311949751266331066368
//= mul(int136,int136): ok -43556142965880123323311949751266331066368
//= mul(int136,int136): ok 1
//= mul(int136,int136): ok 0
//= mul(int136,int136): ok 0
//= div(int136,int136): panic 0x12
//= neg(int136): ok -43556142965880123323311949751266331066368
//= step(int136,int136): ok -43556142965880123323311949751266331066368, 43556142965880123323311949751266331066367, 1
