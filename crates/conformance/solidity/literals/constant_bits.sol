// SPDX-License-Identifier: MIT
// Bit operations on constants, negatives as two's complement.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int256, int256, int256, uint256, int256) {
        return (-1 & 0xff, -256 | 1, -1 ^ 0xf, 0xf0 | 0x0f, ~0x0f);
    }
}

//= deploy: ok
//= main(): ok 255, -255, -16, 255, -16
