// Two constructors. Good: "A contract has one constructor", with both places.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    constructor() {}

    constructor(uint256) {}
}
