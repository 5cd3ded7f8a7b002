// An event with four indexed parameters. Good: "At most three parameters can be `indexed` (four in an `anonymous` event)."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event E(uint256 indexed a, uint256 indexed b, uint256 indexed c, uint256 indexed d);
}
