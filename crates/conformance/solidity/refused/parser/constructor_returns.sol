// A constructor with a result. Good: "A constructor has no result."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    constructor() returns (uint256) {}
}
