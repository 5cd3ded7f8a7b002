// SPDX-License-Identifier: MIT
// Element types of array literals.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8[3] memory, uint256[2] memory, string[2] memory, bytes2[2] memory, uint16[2] memory) {
        uint8[3] memory a = [1, 2, 255];
        uint256[2] memory b = [uint256(1), 2];
        string[2] memory c = ["a", "bc"];
        bytes2[2] memory d = [bytes2(0x0102), "ab"];
        return (a, b, c, d, [uint16(1), 1000]);
    }
}

//= deploy: ok
//= main(): ok [1, 2, 255], [1, 2], ["a", "bc"], [0x0102, 0x6162], [1, 1000]
