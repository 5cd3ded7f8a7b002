// A name that stands twice in a mapping. Good: "The name `owner` stands twice in this mapping."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address owner => mapping(uint256 id => mapping(address owner => bool))) public allowed;
}
