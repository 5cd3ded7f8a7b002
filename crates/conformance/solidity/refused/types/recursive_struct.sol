// A struct that contains itself. Good: "`Node` contains itself without end. Use an index or a mapping."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct Node {
        uint256 value;
        Node next;
    }

    Node private head;
}
