// `override` of a function that no base has. Good: "No base of `C` has a function `g()`. Did you mean `f`?"
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public virtual {}
}

contract C is A {
    function g() public override {}
}
