// `require` without a condition. Good: "`require` takes a `bool` first: `require(n > 0, \"..\")`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure {
        require(n, "zero");
    }
}
