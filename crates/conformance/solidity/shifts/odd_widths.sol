// SPDX-License-Identifier: MIT
// Shifts of uint40, uint160, int40 and int72.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint40, uint40, uint160, int40, int72, int72) {
        uint40 a = type(uint40).max;
        uint160 b = type(uint160).max;
        int40 c = type(int40).min;
        int72 d = -3;
        return (a << 39, a >> 39, b << 159 >> 158, c >> 38, d << 70, d << 71 >> 71);
    }
}

//= deploy: ok
//= main(): ok 549755813888, 1, 2, -2, 1180591620717411303424, -1
