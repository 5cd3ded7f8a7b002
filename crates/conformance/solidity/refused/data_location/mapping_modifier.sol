// A mapping in memory as a parameter of a modifier. Good: "Write `mapping(..) storage`".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    modifier known(mapping(address => bool) memory m) {
        require(m[msg.sender]);
        _;
    }
}
