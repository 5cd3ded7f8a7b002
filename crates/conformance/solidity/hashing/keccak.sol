// SPDX-License-Identifier: MIT
// keccak256 of literals, strings, bytes and numbers.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes32, bytes32, bytes32, bool) {
        bytes memory b = hex"0102";
        return (keccak256(""), keccak256("abc"), keccak256(b), keccak256(abi.encodePacked("a", "bc")) == keccak256("abc"));
    }
}

//= deploy: ok
//= main(): ok 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470, 0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45, 0x22ae6da6b482f9b1b19b0b897c3fd43884180a1c5ee361e1107a1bc635649dda, true
