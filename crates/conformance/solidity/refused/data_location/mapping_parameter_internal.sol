// A mapping in memory as a parameter of an internal function. Good: "Write `mapping(..) storage`".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(mapping(address => uint256) memory m) internal view returns (uint256) {
        return m[msg.sender];
    }
}
