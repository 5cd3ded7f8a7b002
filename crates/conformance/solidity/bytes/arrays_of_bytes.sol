// SPDX-License-Identifier: MIT
// Arrays of fixed bytes and of bytes.
pragma solidity ^0.8.20;

contract Test {
    bytes32[] words;

    function main() external returns (bytes32[] memory, bytes2[3] memory, bytes[] memory) {
        words.push("first");
        words.push(keccak256("second"));
        bytes2[3] memory f = [bytes2(0x0102), 0x0304, "ab"];
        bytes[] memory d = new bytes[](2);
        d[0] = hex"01";
        d[1] = bytes.concat(d[0], d[0]);
        return (words, f, d);
    }
}

//= deploy: ok
//= main(): ok [0x6669727374000000000000000000000000000000000000000000000000000000, 0x45318970bfff215a328f56895f3a97d4f276a44c24c135c12c37867a1f667b8a], [0x0102, 0x0304, 0x6162], [0x01, 0x0101]
