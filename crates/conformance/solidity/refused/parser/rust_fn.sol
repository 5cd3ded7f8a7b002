// `fn` of Rust. Good: "A function is written `function add(uint256 a, uint256 b) public pure returns (uint256)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    fn add(a: u64, b: u64) -> u64 {
        a + b
    }
}
