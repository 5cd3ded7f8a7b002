// A local variable used above its declaration. Good: "`a` is declared further down, in line 8; it can be used from there on."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256 r) {
        r = a + 1;
        uint256 a = 2;
    }
}
