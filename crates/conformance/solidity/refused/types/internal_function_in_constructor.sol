// A constructor that is called from outside takes an internal function. Good: "An internal function cannot be passed from the outside."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    constructor(function () internal first) {
        first();
    }
}
