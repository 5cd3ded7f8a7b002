// Calling an own external function through `this`. Good: "`this.f()` is not supported. Make `f` public and write `f()`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bytes calldata data) external pure returns (uint256) {
        return data.length;
    }

    function g() public view returns (uint256) {
        return this.f("abc");
    }
}
