// Indexing a string. Good: "A `string` cannot be indexed. Write `bytes(s)[i]`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function first(string memory s) public pure returns (bytes1) {
        return s[0];
    }
}
