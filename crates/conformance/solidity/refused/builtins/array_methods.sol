// An array method of JavaScript. Good: "`uint256[]` has no `includes`. Write a loop."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[] private a;

    function f() public view returns (bool) {
        return a.includes(5);
    }
}
