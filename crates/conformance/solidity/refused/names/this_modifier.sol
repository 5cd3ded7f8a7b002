// A modifier named `this`. Good: says what `this` stands for.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    modifier this() {
        _;
    }
}
