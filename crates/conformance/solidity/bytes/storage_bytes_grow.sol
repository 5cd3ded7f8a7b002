// SPDX-License-Identifier: MIT
// Bytes of storage across the limit of 31 bytes, both ways.
pragma solidity ^0.8.20;

contract Test {
    bytes b;

    function main() external returns (uint256, bytes32, bytes1, uint256, bytes memory) {
        for (uint8 i = 0; i < 40; i++) b.push(bytes1(i));
        bytes32 h = keccak256(b);
        bytes1 last = b[39];
        b[31] = 0xff;
        for (uint256 i = 0; i < 8; i++) b.pop();
        uint256 n = b.length;
        b.pop();
        b.pop();
        b[29] = 0xee;
        return (n, h, last, b.length, b);
    }
}

//= deploy: ok
//= main(): ok 32, 0xda227097c39b25f51ebbb255c17b0ee624bc34f0cea142cd9a811b96d3d41f32, 0x27, 30, 0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1cee
