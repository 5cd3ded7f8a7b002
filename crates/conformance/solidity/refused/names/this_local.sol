// A local variable named `this`. Good: says what `this` stands for.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        uint256 this = 1;
        require(this > 0);
    }
}
