// Two bases with the same function and none in the contract. Good: "`C` inherits `f` from `A` and from `B`. Define `function f() .. override(A, B)` in `C`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public virtual returns (uint256) {
        return 1;
    }
}

contract B {
    function f() public virtual returns (uint256) {
        return 2;
    }
}

contract C is A, B {}
