// SPDX-License-Identifier: MIT
// The smallest value divided by minus one, and its remainder.
//! MIN / -1 panics, and so does MIN % -1 here; in unchecked blocks both wrap
//? div8(int8 -128, int8 -1)
//? mod8(int8 -128, int8 -1)
//? wrapping8(int8 -128, int8 -1)
//? div24(int24 -8388608, int24 -1)
//? mod24(int24 -8388608, int24 -1)
//? div256(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968, int256 -1)
//? mod256(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968, int256 -1)
//? wrapping256(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968, int256 -1)
pragma solidity ^0.8.20;

contract Test {
    function div8(int8 a, int8 b) external pure returns (int8) {
        return a / b;
    }

    function mod8(int8 a, int8 b) external pure returns (int8) {
        return a % b;
    }

    function wrapping8(int8 a, int8 b) external pure returns (int8, int8) {
        unchecked {
            return (a / b, a % b);
        }
    }

    function div24(int24 a, int24 b) external pure returns (int24) {
        return a / b;
    }

    function mod24(int24 a, int24 b) external pure returns (int24) {
        return a % b;
    }

    function div256(int256 a, int256 b) external pure returns (int256) {
        return a / b;
    }

    function mod256(int256 a, int256 b) external pure returns (int256) {
        return a % b;
    }

    function wrapping256(int256 a, int256 b) external pure returns (int256, int256) {
        unchecked {
            return (a / b, a % b);
        }
    }
}

//= deploy: ok
//= div8(int8,int8): panic 0x11
//= mod8(int8,int8): ok 0
//= wrapping8(int8,int8): ok -128, 0
//= div24(int24,int24): panic 0x11
//= mod24(int24,int24): ok 0
//= div256(int256,int256): panic 0x11
//= mod256(int256,int256): ok 0
//= wrapping256(int256,int256): ok -57896044618658097711785492504343953926634992332820282019728792003956564819968, 0
