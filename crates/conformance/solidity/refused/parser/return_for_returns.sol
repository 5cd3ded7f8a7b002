// `return` in the head of a function. Good: "The head says `returns`, with an s."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure return (uint256) {
        return 1;
    }
}
