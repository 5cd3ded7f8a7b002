// An anonymous event with five indexed parameters. Good: "An anonymous event has at most four `indexed` parameters."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event E(uint256 indexed a, uint256 indexed b, uint256 indexed c, uint256 indexed d, uint256 indexed e) anonymous;
}
