// A mapping as a parameter of a public function. Good: keep it in the state, pass a key.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(mapping(address => uint256) memory m) public view returns (uint256) {
        return m[msg.sender];
    }
}
