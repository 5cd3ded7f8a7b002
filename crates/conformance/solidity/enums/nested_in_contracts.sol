// SPDX-License-Identifier: MIT
// Enums of several contracts with one name.
pragma solidity ^0.8.20;

contract A {
    enum State { Idle, Busy }
}

library B {
    enum State { Red, Amber, Green }
}

enum State { Zero, One, Two, Three }

contract Test {
    function main() external pure returns (A.State, B.State, State, uint256) {
        return (A.State.Busy, B.State.Green, State.Three, uint256(B.State.Amber) + uint256(A.State.Busy));
    }
}

//= deploy: ok
//= main(): ok 1, 2, 3, 2
