// An error with an indexed parameter. Good: "Only parameters of events can be `indexed`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    error Bad(uint256 indexed n);
}
