// A mapping as a parameter of a constructor. Good: keep it in the state.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    constructor(mapping(address => uint256) storage m) {
        m[msg.sender] = 1;
    }
}
