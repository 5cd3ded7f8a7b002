// SPDX-License-Identifier: MIT
// Smaller values written to larger places of storage and read back.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint64 a; int32 b; bytes8 c; }

    P p;
    uint128[] list;
    mapping(uint256 => int64) m;

    function main() external returns (uint64, int32, bytes8, uint128, int64) {
        uint8 a = 255;
        int8 b = -128;
        bytes2 c = "xy";
        p = P(a, b, c);
        list.push(a);
        m[a] = b;
        return (p.a, p.b, p.c, list[0], m[255]);
    }
}

//= deploy: ok
//= main(): ok 255, -128, 0x7879000000000000, 255, -128
