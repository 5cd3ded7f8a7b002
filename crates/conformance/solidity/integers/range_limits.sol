// SPDX-License-Identifier: MIT
// The smallest and the largest value of several widths.
//? unsigned()
//? signedMin()
//? signedMax()
pragma solidity ^0.8.20;

contract Test {
    function unsigned() external pure returns (uint8, uint16, uint24, uint40, uint128, uint160) {
        return (type(uint8).max, type(uint16).max, type(uint24).max, type(uint40).max, type(uint128).max, type(uint160).max);
    }

    function signedMin() external pure returns (int8, int16, int24, int72, int136, int256) {
        return (type(int8).min, type(int16).min, type(int24).min, type(int72).min, type(int136).min, type(int256).min);
    }

    function signedMax() external pure returns (int8, int16, int24, int72, int136, int256) {
        return (type(int8).max, type(int16).max, type(int24).max, type(int72).max, type(int136).max, type(int256).max);
    }
}

//= deploy: ok
//= unsigned(): ok 255, 65535, 16777215, 1099511627775, 340282366920938463463374607431768211455, 1461501637330902918203684832716283019655932542975
//= signedMin(): ok -128, -32768, -8388608, -2361183241434822606848, -43556142965880123323311949751266331066368, -57896044618658097711785492504343953926634992332820282019728792003956564819968
//= signedMax(): ok 127, 32767, 8388607, 2361183241434822606847, 43556142965880123323311949751266331066367, 57896044618658097711785492504343953926634992332820282019728792003956564819967
