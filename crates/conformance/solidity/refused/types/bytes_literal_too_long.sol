// A text that is too long for its bytes type. Good: "The text has 5 bytes; `bytes4` holds 4."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    bytes4 public tag = "hello";
}
