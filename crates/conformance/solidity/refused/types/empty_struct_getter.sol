// A getter that leaves all fields out. Good: "The getter would return nothing."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct Lists {
        uint256[] numbers;
        mapping(address => bool) seen;
    }

    mapping(uint256 => Lists) public lists;
}
