// SPDX-License-Identifier: MIT
// The smallest signed values can be written as literals.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int8, int16, int256, int8) {
        int8 a = -128;
        int16 b = -32768;
        int256 c = -0x8000000000000000000000000000000000000000000000000000000000000000;
        return (a, b, c, int8(-0x80));
    }
}

//= deploy: ok
//= main(): ok -128, -32768, -57896044618658097711785492504343953926634992332820282019728792003956564819968, -128
