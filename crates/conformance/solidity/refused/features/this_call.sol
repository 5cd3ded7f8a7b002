// Calling an own function through `this`. Good: "`this.f()` would be a call from outside, which is not supported. Write `f()`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        return 1;
    }

    function g() public view returns (uint256) {
        return this.f();
    }
}
