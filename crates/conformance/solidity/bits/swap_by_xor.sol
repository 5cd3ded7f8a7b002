// SPDX-License-Identifier: MIT
// Two values swapped by three xors, and a byte order reversed.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint32) {
        uint256 a = 5;
        uint256 b = 9;
        a ^= b;
        b ^= a;
        a ^= b;
        uint32 x = 0x01020304;
        x = ((x & 0xff00ff00) >> 8) | ((x & 0x00ff00ff) << 8);
        x = (x >> 16) | (x << 16);
        return (a, b, x);
    }
}

//= deploy: ok
//= main(): ok 9, 5, 67305985
