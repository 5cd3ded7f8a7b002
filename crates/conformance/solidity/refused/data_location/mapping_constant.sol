// A constant mapping. Good: one error.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(uint256 => uint256) constant m;
}
