// A function with the contract's name, the constructor of Solidity 0.4. Good: "A function cannot have the contract's name. Write `constructor() { .. }`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Token {
    address public owner;

    function Token() public {
        owner = msg.sender;
    }
}
