// A deployment that brings value to a constructor that takes none.
//? deploy from 0x00000000000000000000000000000000000000aa value 1
//? owner()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract NotPayable {
    address public owner;

    constructor() {
        owner = msg.sender;
    }
}

//= deploy: revert
