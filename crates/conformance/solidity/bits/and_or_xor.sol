// SPDX-License-Identifier: MIT
// Bit operations on unsigned integers.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, uint8, uint8, uint8, uint256) {
        uint8 a = 0xcc;
        uint8 b = 0xaa;
        return (a & b, a | b, a ^ b, ~a, ~uint256(0) ^ 1);
    }
}

//= deploy: ok
//= main(): ok 136, 238, 102, 51, 115792089237316195423570985008687907853269984665640564039457584007913129639934
