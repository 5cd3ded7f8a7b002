// An overriding function without a body. Good: "`f` has no body, but what it overrides has one."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public virtual returns (uint256) {
        return 1;
    }
}

abstract contract C is A {
    function f() public virtual override returns (uint256);
}

contract D is C {
    function f() public override returns (uint256) {
        return 3;
    }
}
