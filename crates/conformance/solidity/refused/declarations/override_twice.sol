// A function with two `override`. Good: shows both words.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public virtual {}
}

contract C is A {
    function f() public override override {}
}
