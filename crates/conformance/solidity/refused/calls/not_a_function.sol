// Calling a variable. Good: "`count` is a `uint256`, not a function. A public variable is read without `()`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public count;

    function f() public view returns (uint256) {
        return count();
    }
}
