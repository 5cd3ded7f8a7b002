// `mulmod` by a constant zero. Good: "The modulus is 0."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a, uint256 b) public pure returns (uint256) {
        return mulmod(a, b, 0);
    }
}
