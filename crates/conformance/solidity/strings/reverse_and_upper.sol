// SPDX-License-Identifier: MIT
// Walking over the bytes of a string.
//? f(string "Hello, World 1")
//? f(string "")
pragma solidity ^0.8.20;

contract Test {
    function reverse(string memory s) internal pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint256 i = 0; i < b.length / 2; i++) {
            (b[i], b[b.length - 1 - i]) = (b[b.length - 1 - i], b[i]);
        }
        return string(b);
    }

    function upper(string calldata s) internal pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint256 i = 0; i < b.length; i++) {
            if (b[i] >= 0x61 && b[i] <= 0x7a) b[i] = bytes1(uint8(b[i]) - 32);
        }
        return string(b);
    }

    function f(string calldata s) external pure returns (string memory, string memory, string memory) {
        return (reverse(s), upper(s), s);
    }
}

//= deploy: ok
//= f(string): ok "1 dlroW ,olleH", "HELLO, WORLD 1", "Hello, World 1"
//= f(string): ok "", "", ""
