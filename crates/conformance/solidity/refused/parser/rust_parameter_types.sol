// Types behind the names. Good: "The type stands before the name: `uint256 a`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function add(a: uint256, b: uint256) public pure returns (uint256) {
        return a + b;
    }
}
