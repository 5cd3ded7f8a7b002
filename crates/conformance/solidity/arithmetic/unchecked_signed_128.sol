// SPDX-License-Identifier: MIT
// Wrapping arithmetic of int128 beyond its limits; division by zero still panics.
//? add(int128 170141183460469231731687303715884105727, int128 1)
//? add(int128 -170141183460469231731687303715884105728, int128 -170141183460469231731687303715884105728)
//? sub(int128 -170141183460469231731687303715884105728, int128 1)
//? sub(int128 0, int128 -170141183460469231731687303715884105728)
//? mul(int128 -170141183460469231731687303715884105728, int128 -1)
//? mul(int128 170141183460469231731687303715884105727, int128 170141183460469231731687303715884105727)
//? mul(int128 -170141183460469231731687303715884105728, int128 -170141183460469231731687303715884105728)
//? mul(int128 18446744073709551616, int128 18446744073709551616)
//? div(int128 1, int128 0)
//? neg(int128 -170141183460469231731687303715884105728)
//? step(int128 170141183460469231731687303715884105727, int128 -170141183460469231731687303715884105728)
pragma solidity ^0.8.20;

contract Test {
    function add(int128 a, int128 b) external pure returns (int128) {
        unchecked {
            return a + b;
        }
    }

    function sub(int128 a, int128 b) external pure returns (int128) {
        unchecked {
            return a - b;
        }
    }

    function mul(int128 a, int128 b) external pure returns (int128) {
        unchecked {
            return a * b;
        }
    }

    function div(int128 a, int128 b) external pure returns (int128) {
        unchecked {
            return a / b;
        }
    }

    function mod(int128 a, int128 b) external pure returns (int128) {
        unchecked {
            return a % b;
        }
    }

    function neg(int128 a) external pure returns (int128) {
        unchecked {
            return -a;
        }
    }

    function step(int128 a, int128 b) external pure returns (int128, int128, int256) {
        unchecked {
            ++a;
            b--;
            return (a, b, int256(a - b));
        }
    }
}

//= deploy: ok
//= add(int128,int128): ok -170141183460469231731687303715884105728
//= add(int128,int128): ok 0
//= sub(int128,int128): ok 170141183460469231731687303715884105727
//= sub(int128,int128): ok -170141183460469231731687303715884105728
//= mul(int128,int128): ok -170141183460469231731687303715884105728
//= mul(int128,int128): ok 1
//= mul(int128,int128): ok 0
//= mul(int128,int128): ok 0
//= div(int128,int128): panic 0x12
//= neg(int128): ok -170141183460469231731687303715884105728
//= step(int128,int128): ok -170141183460469231731687303715884105728, 170141183460469231731687303715884105727, 1
