// An error with the name of an inherited one. Good: "The error `Denied` is already declared in `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    error Denied(address who);
}

contract C is A {
    error Denied(uint256 code);
}
