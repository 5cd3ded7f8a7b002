// SPDX-License-Identifier: MIT
// Data that does not fit its type reverts without data.
//? u8(bytes 0x00000000000000000000000000000000000000000000000000000000000000ff)
//? u8(bytes 0x0000000000000000000000000000000000000000000000000000000000000100)
//? i8(bytes 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff80)
//? i8(bytes 0x0000000000000000000000000000000000000000000000000000000000000080)
//? flag(bytes 0x0000000000000000000000000000000000000000000000000000000000000001)
//? flag(bytes 0x0000000000000000000000000000000000000000000000000000000000000002)
//? who(bytes 0x0000000000000000000000010000000000000000000000000000000000000000)
//? tag(bytes 0x0102000000000000000000000000000000000000000000000000000000000000)
//? tag(bytes 0x0102030000000000000000000000000000000000000000000000000000000000)
//? kind(bytes 0x0000000000000000000000000000000000000000000000000000000000000001)
//? kind(bytes 0x0000000000000000000000000000000000000000000000000000000000000002)
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    function u8(bytes calldata d) external pure returns (uint8) {
        return abi.decode(d, (uint8));
    }

    function i8(bytes calldata d) external pure returns (int8) {
        return abi.decode(d, (int8));
    }

    function flag(bytes calldata d) external pure returns (bool) {
        return abi.decode(d, (bool));
    }

    function who(bytes calldata d) external pure returns (address) {
        return abi.decode(d, (address));
    }

    function tag(bytes calldata d) external pure returns (bytes2) {
        return abi.decode(d, (bytes2));
    }

    function kind(bytes calldata d) external pure returns (E) {
        return abi.decode(d, (E));
    }
}

//= deploy: ok
//= u8(bytes): ok 255
//= u8(bytes): revert
//= i8(bytes): ok -128
//= i8(bytes): revert
//= flag(bytes): ok true
//= flag(bytes): revert
//= who(bytes): revert
//= tag(bytes): ok 0x0102
//= tag(bytes): revert
//= kind(bytes): ok 1
//= kind(bytes): revert
