// A field named `this`. Good: says what `this` stands for.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 this;
    }

    P public p;
}
