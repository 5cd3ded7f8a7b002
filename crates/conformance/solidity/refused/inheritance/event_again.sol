// An event with the name and the types of an inherited one. Good: "The event `Paid` is already declared in `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    event Paid(address indexed who, uint256 amount);
}

contract C is A {
    event Paid(address who, uint256 indexed amount);
}
