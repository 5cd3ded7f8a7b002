// Inline assembly with a dialect string and Yul loops. Good: the message of inline assembly, once; nothing inside is looked at.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function sum(uint256 n) public pure returns (uint256 total) {
        assembly "evmasm" {
            for { let i := 0 } lt(i, n) { i := add(i, 1) } {
                total := add(total, i)
            }
        }
    }
}
