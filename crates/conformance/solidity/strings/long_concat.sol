// SPDX-License-Identifier: MIT
// A string built in a loop.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (string memory s, uint256 n) {
        for (uint256 i = 0; i < 12; i++) s = string.concat(s, i % 3 == 0 ? "fizz" : "-");
        n = bytes(s).length;
    }
}

//= deploy: ok
//= main(): ok "fizz--fizz--fizz--fizz--", 24
