// A unit of time as a parameter's name. Good: "`days` is a keyword: a unit of time. Choose another name."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 days) public pure returns (uint256) {
        return days;
    }
}
