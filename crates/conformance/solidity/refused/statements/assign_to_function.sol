// Assigning to a function. Good: "`f` is a function and cannot be assigned to."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {}

    function g() public pure {
        f = g;
    }
}
