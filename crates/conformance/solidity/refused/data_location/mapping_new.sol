// A mapping made by `new`. Good: says that it has values from the beginning.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public {
        mapping(address => uint256) storage m = new mapping(address => uint256)();
        m[msg.sender] = 1;
    }
}
