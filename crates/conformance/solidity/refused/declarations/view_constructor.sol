// A constructor that is `view`. Good: "A constructor cannot be `view`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    constructor() view {}
}
