// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int160 beyond its limits; division by zero still panics.
//? add(int160 730750818665451459101842416358141509827966271487, int160 1)
//? add(int160 -730750818665451459101842416358141509827966271488, int160 -730750818665451459101842416358141509827966271488)
//? sub(int160 -730750818665451459101842416358141509827966271488, int160 1)
//? sub(int160 0, int160 -730750818665451459101842416358141509827966271488)
//? mul(int160 -730750818665451459101842416358141509827966271488, int160 -1)
//? mul(int160 730750818665451459101842416358141509827966271487, int160 730750818665451459101842416358141509827966271487)
//? mul(int160 -730750818665451459101842416358141509827966271488, int160 -730750818665451459101842416358141509827966271488)
//? mul(int160 1208925819614629174706176, int160 1208925819614629174706176)
//? div(int160 1, int160 0)
//? neg(int160 -730750818665451459101842416358141509827966271488)
//? step(int160 730750818665451459101842416358141509827966271487, int160 -730750818665451459101842416358141509827966271488)
pragma solidity ^0.8.20;

contract Test {
    function add(int160 a, int160 b) external pure returns (int160) {
        unchecked {
            return a + b;
        }
    }

    function sub(int160 a, int160 b) external pure returns (int160) {
        unchecked {
            return a - b;
        }
    }

    function mul(int160 a, int160 b) external pure returns (int160) {
        unchecked {
            return a * b;
        }
    }

    function div(int160 a, int160 b) external pure returns (int160) {
        unchecked {
            return a / b;
        }
    }

    function mod(int160 a, int160 b) external pure returns (int160) {
        unchecked {
            return a % b;
        }
    }

    function neg(int160 a) external pure returns (int160) {
        unchecked {
            return -a;
        }
    }

    function step(int160 a, int160 b) external pure returns (int160, int160, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int160,int160): ok -730750818665451459101842416358141509827966271488
//= add(int160,int160): ok 0
//= sub(int160,int160): ok 730750818665451459101842416358141509827966271487
//= sub(int160,int160): ok -730750818665451459101842416358141509827966271488
//= mul(int160,int160): ok -730750818665451459101842416358141509827966271488
//= mul(int160,int160): ok 1
//= mul(int160,int160): ok 0
//= mul(int160,int160): ok 0
//= div(int160,int160): panic 0x12
//= neg(int160): ok -730750818665451459101842416358141509827966271488
//= step(int160,int160): ok -730750818665451459101842416358141509827966271488, 730750818665451459101842416358141509827966271487, 1
