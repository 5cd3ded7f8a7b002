// Writing a constant. Good: "`LIMIT` is a constant and cannot change."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public constant LIMIT = 5;

    function f() public {
        LIMIT = 6;
    }
}
