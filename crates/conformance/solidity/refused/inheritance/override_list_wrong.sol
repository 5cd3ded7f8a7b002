// `override` that names a contract which is no base with that function. Good: "`X` is no base of `C` that has `f`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract X {
    uint256 public x;
}

contract A {
    function f() public virtual {}
}

contract C is A {
    function f() public override(A, X) {}
}
