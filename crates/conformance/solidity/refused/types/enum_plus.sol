// Arithmetic on an enum. Good: "`+` does not work on `State`. Write `State(uint8(s) + 1)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    enum State { Off, On }

    function next(State s) public pure returns (State) {
        return s + 1;
    }
}
