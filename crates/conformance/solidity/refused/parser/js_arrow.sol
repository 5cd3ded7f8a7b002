// An arrow function of JavaScript. Good: "There are no arrow functions. Write a function of the contract and name it."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        function(uint256) pure returns (uint256) twice = (x) => x * 2;
        return twice(3);
    }
}
