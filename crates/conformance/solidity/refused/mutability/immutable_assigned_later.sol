// Writing an immutable outside of the constructor. Good: "`owner` is immutable: it is written in the constructor only."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    address public immutable owner;

    constructor() {
        owner = msg.sender;
    }

    function change(address next) public {
        owner = next;
    }
}
