// An array literal without a common type. Good: "The elements are `uint8` and `bool`, which have no common type."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        uint256[2] memory a = [1, true];
        return a[0];
    }
}
