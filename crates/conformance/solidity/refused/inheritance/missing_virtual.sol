// Overriding a function that is not virtual. Good: "`A.f` is not `virtual`, so it cannot be replaced. Write `virtual` there."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public returns (uint256) {
        return 1;
    }
}

contract C is A {
    function f() public override returns (uint256) {
        return 2;
    }
}
