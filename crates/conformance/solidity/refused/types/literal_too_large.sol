// A literal that does not fit. Good: "`256` does not fit into `uint8`, which ends at 255."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint8 public small = 256;
}
