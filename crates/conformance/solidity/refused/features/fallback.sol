// A fallback function. Good: "`fallback` is not supported: every call names a function that exists."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public calls;

    fallback() external {
        calls++;
    }
}
