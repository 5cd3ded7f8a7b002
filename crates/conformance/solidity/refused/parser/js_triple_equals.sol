// `===` of JavaScript. Good: "`===` is written `==`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (bool) {
        return n === 3;
    }
}
