// The getter of a struct that holds a struct with a mapping. Good: "The getter would return a mapping."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct Inner {
        mapping(uint256 => uint256) m;
    }
    struct Outer {
        uint256 a;
        Inner inner;
    }

    mapping(address => Outer) public outers;
}
