// SPDX-License-Identifier: MIT
// Small elements of storage arrays keep their neighbours.
pragma solidity ^0.8.20;

contract Test {
    uint8[] a;
    int16[20] b;
    bool[] c;

    function main() external returns (uint8[] memory, int16[20] memory, bool[] memory) {
        for (uint8 i = 0; i < 35; i++) a.push(i);
        a[31] = 255;
        a[32] = 254;
        b[15] = -1;
        b[16] = -32768;
        b[17] = 32767;
        for (uint256 i = 0; i < 4; i++) c.push(i % 2 == 0);
        c[1] = true;
        return (a, b, c);
    }
}

//= deploy: ok
//= main(): ok [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 255, 254, 33, 34], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -32768, 32767, 0, 0], [true, true, true, false]
