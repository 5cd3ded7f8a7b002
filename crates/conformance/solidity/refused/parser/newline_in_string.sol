// A text over two lines. Good: "A text ends in its line. Write two texts one behind the other: `\"a\" \"b\"`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    string public text = "first
second";
}
