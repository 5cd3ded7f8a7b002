// `super` where no base has the function. Good: "No base of `C` has a function `f`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 public x;
}

contract C is A {
    function f() public returns (uint256) {
        return super.f();
    }
}
