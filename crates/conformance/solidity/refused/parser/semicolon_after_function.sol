// A `;` after the brace of a function. Good: "Remove it."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {};
}
