// A text without its closing quote. Good: "This text is not closed: `\"` is missing at the end of the line."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    string public name = "Token;
}
