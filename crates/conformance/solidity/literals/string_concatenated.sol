// SPDX-License-Identifier: MIT
// Adjacent string literals are one literal.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (string memory, bytes memory, bytes8) {
        return ("abc" "def" 'ghi', hex"0011" hex'22', "ab" "cd");
    }
}

//= deploy: ok
//= main(): ok "abcdefghi", 0x001122, 0x6162636400000000
