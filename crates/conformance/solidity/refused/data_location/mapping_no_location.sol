// A mapping as a local variable without a location. Good: declare it in the state.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public {
        mapping(address => uint256) m;
        m[msg.sender] = 1;
    }
}
