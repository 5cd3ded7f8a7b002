// A function named `default`. Good: "`default` is a reserved word."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function default() public pure {}
}
