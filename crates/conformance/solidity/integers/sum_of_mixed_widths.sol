// SPDX-License-Identifier: MIT
// Widths mixed in one expression widen step by step.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256) {
        uint8 a = 250;
        uint16 b = 65000;
        uint32 c = 4294900000;
        uint64 d = 1 << 40;
        return (d + c + b + a, a + b * uint256(c));
    }
}

//= deploy: ok
//= main(): ok 1103806593026, 279168500000250
