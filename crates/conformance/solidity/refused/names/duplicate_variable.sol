// Two local variables of the same name. Good: "`a` is declared already in this block", with both places.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        uint256 a = 1;
        uint256 a = 2;
        return a;
    }
}
