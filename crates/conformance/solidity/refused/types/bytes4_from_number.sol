// A number literal of the wrong size for bytes. Good: "`0x1234` has 2 bytes, `bytes4` needs 4 digits pairs: write `0x00001234` or `bytes4(uint32(0x1234))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    bytes4 public tag = 0x1234;
}
