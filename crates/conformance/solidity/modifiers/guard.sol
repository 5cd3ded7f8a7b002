// SPDX-License-Identifier: MIT
// A modifier that checks the sender before the body.
//? deploy from 0xaa
//? set(uint256 1) from 0xaa
//? set(uint256 2) from 0xbb
//? value()
pragma solidity ^0.8.20;

contract Test {
    address owner = msg.sender;
    uint256 public value;

    modifier onlyOwner() {
        require(msg.sender == owner, "not the owner");
        _;
    }

    function set(uint256 v) external onlyOwner {
        value = v;
    }
}

//= deploy: ok
//= set(uint256): ok
//= set(uint256): revert "not the owner"
//= value(): ok 1
