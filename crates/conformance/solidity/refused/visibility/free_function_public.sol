// A free function with visibility. Good: "A function outside of contracts has no visibility. Remove `public`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

function twice(uint256 x) public pure returns (uint256) {
    return 2 * x;
}

contract C {
    uint256 public x;
}
