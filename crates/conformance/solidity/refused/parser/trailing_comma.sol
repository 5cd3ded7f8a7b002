// A comma behind the last parameter. Good: "A parameter is missing beside this comma."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a,) public pure {}
}
