// SPDX-License-Identifier: MIT
// Enums in state, compared and advanced.
//? lock()
//? lock()
//? release()
//? state()
pragma solidity ^0.8.20;

contract Test {
    enum State { Created, Locked, Released }

    error Wrong(State now_, State wanted);

    State public state;

    modifier inState(State s) {
        if (state != s) revert Wrong(state, s);
        _;
    }

    function lock() external inState(State.Created) {
        state = State.Locked;
    }

    function release() external inState(State.Locked) {
        state = State(uint8(state) + 1);
    }
}

//= deploy: ok
//= lock(): ok
//= lock(): revert Wrong(uint8,uint8) (1, 0)
//= release(): ok
//= state(): ok 2
