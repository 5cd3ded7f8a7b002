// Comparing strings with `==`. Good: "Strings cannot be compared with `==`. Write `keccak256(bytes(a)) == keccak256(bytes(b))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function same(string memory a, string memory b) public pure returns (bool) {
        return a == b;
    }
}
