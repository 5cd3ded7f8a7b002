// SPDX-License-Identifier: MIT
// Bit operations on signed integers.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int8, int8, int8, int8, int16) {
        int8 a = -86;
        int8 b = 0x3c;
        int16 c = -1;
        return (a & b, a | b, a ^ b, ~a, c ^ int16(a));
    }
}

//= deploy: ok
//= main(): ok 40, -66, -106, 85, 85
