// Two bases with an enum of one name. Good: "`C` inherits an enum `State` from `A` and from `B`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    enum State {
        Open,
        Closed
    }
}

contract B {
    enum State {
        Closed,
        Open
    }
}

contract C is A, B {
    function f() public pure returns (State) {
        return State.Open;
    }
}
