// SPDX-License-Identifier: MIT
// An explicit conversion to a smaller type keeps the low bits.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, uint16, uint24, uint8, uint160) {
        uint256 x = 0x123456789abcdef0;
        uint256 big = type(uint256).max - 1;
        return (uint8(x), uint16(x), uint24(x), uint8(big), uint160(big));
    }
}

//= deploy: ok
//= main(): ok 240, 57072, 12377840, 254, 1461501637330902918203684832716283019655932542974
