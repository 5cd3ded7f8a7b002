// SPDX-License-Identifier: MIT
// Bit operations on fixed bytes.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes2, bytes2, bytes2, bytes2, bytes4) {
        bytes2 a = 0xf0f0;
        bytes2 b = 0xff00;
        bytes4 c = 0x0000ffff;
        return (a & b, a | b, a ^ b, ~a, a | c);
    }
}

//= deploy: ok
//= main(): ok 0xf000, 0xfff0, 0x0ff0, 0x0f0f, 0xf0f0ffff
