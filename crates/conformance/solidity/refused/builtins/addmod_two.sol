// `addmod` without its modulus. Good: "`addmod` takes 3 arguments; 2 are given."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a, uint256 b) public pure returns (uint256) {
        return addmod(a, b);
    }
}
