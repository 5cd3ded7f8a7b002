// A fallback function that takes and returns bytes. Good: "`fallback` is not supported ..", once.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    fallback(bytes calldata input) external payable returns (bytes memory) {
        return input;
    }
}
