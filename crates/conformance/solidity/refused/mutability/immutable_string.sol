// An immutable of a type that has no fixed size. Good: "An immutable holds a value type, not a `string`. Leave `immutable` out."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    string public immutable name;

    constructor() {
        name = "x";
    }
}
