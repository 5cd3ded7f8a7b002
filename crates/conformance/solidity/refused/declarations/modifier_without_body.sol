// A modifier without `_`. Good: "the body of a function would never run".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    address owner;

    modifier onlyOwner() {
        require(msg.sender == owner);
    }

    function f() public onlyOwner {}
}
