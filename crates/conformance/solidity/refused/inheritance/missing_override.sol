// A function that overrides without saying so. Good: "`f` replaces `A.f`. Write `override`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public virtual returns (uint256) {
        return 1;
    }
}

contract C is A {
    function f() public returns (uint256) {
        return 2;
    }
}
