// A mapping in an event. Good: pass a key or a value.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event E(mapping(uint256 => uint256) m);
}
