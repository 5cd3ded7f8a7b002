// SPDX-License-Identifier: MIT
// A hex literal of the exact length converts to fixed bytes, and so does zero.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes1, bytes2, bytes4, bytes4, bytes32) {
        bytes1 a = 0x12;
        bytes2 b = 0x0012;
        bytes4 c = 0;
        return (a, b, c, 0xdeadbeef, 0x0);
    }
}

//= deploy: ok
//= main(): ok 0x12, 0x0012, 0x00000000, 0xdeadbeef, 0x0000000000000000000000000000000000000000000000000000000000000000
