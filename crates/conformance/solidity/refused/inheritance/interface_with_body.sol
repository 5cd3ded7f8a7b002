// An interface function with a body. Good: "A function of an interface has no body."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface I {
    function f() external pure returns (uint256) {
        return 1;
    }
}

contract C {
    uint256 public y;
}
