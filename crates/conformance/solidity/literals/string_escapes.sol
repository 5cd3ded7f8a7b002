// SPDX-License-Identifier: MIT
// Escapes in string literals.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (string memory, bytes memory, uint256) {
        string memory s = "tab\tline\nquote\"back\\apos\'";
        return (s, "\x41\x00\xff", bytes("\u00e9\u20ac").length);
    }
}

//= deploy: ok
//= main(): ok "tab\tline\nquote\"back\\apos'", 0x4100ff, 5
