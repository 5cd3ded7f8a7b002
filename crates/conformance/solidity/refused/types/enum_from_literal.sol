// A number where an enum is needed. Good: "A number is not a `State`. Write `State.On` or `State(1)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    enum State { Off, On }

    State public state = 1;
}
