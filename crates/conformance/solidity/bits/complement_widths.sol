// SPDX-License-Identifier: MIT
// The complement stays within the width.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, uint24, uint160, int8, int256) {
        uint24 b = 0x00ff00;
        uint160 c = 1;
        return (~uint8(1), ~b, ~c, ~int8(127), ~int256(-1));
    }
}

//= deploy: ok
//= main(): ok 254, 16711935, 1461501637330902918203684832716283019655932542974, -128, 0
