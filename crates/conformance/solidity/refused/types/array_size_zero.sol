// A fixed array without elements. Good: "An array needs at least one element."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[0] public none;
}
