// A local constant. Good: "A local variable cannot be `constant`. Move it out of the function, or leave the word out."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        uint256 constant x = 5;
        return x;
    }
}
