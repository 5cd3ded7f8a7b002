// A modifier called like a function. Good: "`only` is a modifier. It stands in the head of a function."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    modifier only() {
        require(msg.sender != address(0));
        _;
    }

    function f() public view {
        only();
    }
}
