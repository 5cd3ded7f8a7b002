// SPDX-License-Identifier: MIT
// abi.encodePacked of strings, bytes and arrays; elements of arrays are padded.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes memory, bytes memory, bytes memory, bytes memory) {
        uint8[] memory a = new uint8[](2);
        a[1] = 7;
        bool[2] memory b = [true, false];
        string memory s = "text";
        return (abi.encodePacked(s, hex"0102", "lit"), abi.encodePacked(a), abi.encodePacked(b, a), abi.encodePacked());
    }
}

//= deploy: ok
//= main(): ok 0x7465787401026c6974, 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000007, 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000007, 0x
