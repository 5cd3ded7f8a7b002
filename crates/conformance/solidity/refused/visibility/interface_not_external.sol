// A function in an interface that is not external. Good: "Functions of an interface are `external`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface I {
    function f() public;
}

contract C {
    uint256 public x;
}
