// One side of a diamond overrides, the other does not. Good: "`C` inherits `f` from `B` and `A`. Declare it with `override(B, A)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public virtual returns (uint256) {
        return 1;
    }
}

contract B is A {
    function f() public virtual override returns (uint256) {
        return 2;
    }
}

contract D is A {}

contract C is B, D {}

contract E is C {}
