// SPDX-License-Identifier: MIT
// The smaller operand is widened first, signs included.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint16, uint16, int16, uint256, int256) {
        uint8 a = 0xf0;
        uint16 b = 0x1234;
        int8 c = -1;
        int16 d = 0x0f0f;
        return (a & b, a | b, c & d, ~uint256(a), ~int256(c));
    }
}

//= deploy: ok
//= main(): ok 48, 4852, 3855, 115792089237316195423570985008687907853269984665640564039457584007913129639695, 0
