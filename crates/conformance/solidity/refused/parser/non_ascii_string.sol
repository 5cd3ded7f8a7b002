// A text with other letters than ASCII. Good: "Letters beyond ASCII need `unicode\"..\"`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    string public text = "grün";
}
