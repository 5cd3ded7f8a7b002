// SPDX-License-Identifier: MIT
// Bytes converted to fixed bytes, cut or padded with zeros.
//? f(bytes 0x0102030405)
//? f(bytes 0x01)
//? f(bytes 0x)
pragma solidity ^0.8.20;

contract Test {
    function f(bytes calldata d) external pure returns (bytes2, bytes4, bytes32, bytes2) {
        bytes memory m = d;
        return (bytes2(m), bytes4(d), bytes32(m), bytes2(d));
    }
}

//= deploy: ok
//= f(bytes): ok 0x0102, 0x01020304, 0x0102030405000000000000000000000000000000000000000000000000000000, 0x0102
//= f(bytes): ok 0x0100, 0x01000000, 0x0100000000000000000000000000000000000000000000000000000000000000, 0x0100
//= f(bytes): ok 0x0000, 0x00000000, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000
