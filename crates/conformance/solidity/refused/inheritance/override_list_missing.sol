// Overriding two bases without naming them. Good: "`f` comes from `A` and `B`. Write `override(A, B)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public virtual {}
}

contract B {
    function f() public virtual {}
}

contract C is A, B {
    function f() public override {}
}
