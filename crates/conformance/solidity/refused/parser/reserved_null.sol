// A function named `null`, which is kept for later. Good: says so.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function null() internal pure {}
}
