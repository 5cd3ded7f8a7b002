// An array length that is no constant. Good: "The length of a fixed array is a constant. Use `uint256[]`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 n = 3;
    uint256[n] public list;
}
