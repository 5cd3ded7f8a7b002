// An enum without members. Good: "An enum needs at least one member."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    enum State {}
}
