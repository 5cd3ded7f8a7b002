// Creating a contract with a salt and value. Good: the message of `new`, once, for the whole expression.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Child {
    constructor() payable {}
}

contract Factory {
    function create(bytes32 salt) public payable returns (address) {
        Child child = new Child{salt: salt, value: msg.value}();
        return address(child);
    }
}
