// Two parameters of the same name. Good: "The parameter `a` is declared twice."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a, uint256 a) public pure returns (uint256) {
        return a;
    }
}
