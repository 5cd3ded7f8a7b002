// A library with a variable. Good: "A library has no variables; only constants."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library L {
    uint256 private x;

    function f() internal pure returns (uint256) {
        return 1;
    }
}

contract C {
    uint256 public y;
}
