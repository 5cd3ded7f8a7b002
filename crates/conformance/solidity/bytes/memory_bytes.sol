// SPDX-License-Identifier: MIT
// Bytes of memory: length, reading and writing.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes memory, uint256, bytes1, bytes memory) {
        bytes memory b = new bytes(3);
        b[0] = 0xff;
        b[1] = "a";
        b[2] = bytes1(uint8(b[1]) + 1);
        bytes memory none;
        return (b, b.length, b[2], none);
    }
}

//= deploy: ok
//= main(): ok 0xff6162, 3, 0x62, 0x
