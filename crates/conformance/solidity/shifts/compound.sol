// SPDX-License-Identifier: MIT
// Compound shift assignments.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, int8, uint256, bytes2) {
        uint8 a = 0xf1;
        int8 b = -64;
        uint256 c = 1;
        bytes2 d = 0x1234;
        a <<= 2;
        b >>= 3;
        c <<= a;
        d >>= 4;
        return (a, b, c, d);
    }
}

//= deploy: ok
//= main(): ok 196, -8, 100433627766186892221372630771322662657637687111424552206336, 0x0123
