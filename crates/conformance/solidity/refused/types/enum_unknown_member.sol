// A member that the enum does not have. Good: "`State` has no member `Open`. It has `Off`, `On`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    enum State { Off, On }

    State public state = State.Open;
}
