// SPDX-License-Identifier: MIT
// Indexing fixed bytes gives single bytes from the front.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes1, bytes1, bytes1, uint256, bytes1) {
        bytes4 b = 0x01020304;
        uint8 i = 3;
        bytes32 w = "hello";
        return (b[0], b[i], w[4], b.length + w.length, w[31]);
    }
}

//= deploy: ok
//= main(): ok 0x01, 0x04, 0x6f, 36, 0x00
