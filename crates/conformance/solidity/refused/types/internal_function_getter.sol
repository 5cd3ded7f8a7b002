// A public variable of an internal function type. Good: "A getter cannot return an internal function."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(uint256 => function () internal[]) public steps;
}
