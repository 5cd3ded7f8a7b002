// Joining strings with `+`. Good: "`+` does not join strings. Write `string.concat(a, b)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function hello(string memory name) public pure returns (string memory) {
        return "hello " + name;
    }
}
