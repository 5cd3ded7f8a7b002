// A variable and a function of the same name. Good: "`count` is declared already as a variable", with both places.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private count;

    function count() public pure returns (uint256) {
        return 1;
    }
}
