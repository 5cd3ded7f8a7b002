// A constructor that returns a value. Good: "A constructor returns nothing."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    constructor() {
        return 1;
    }
}
