// SPDX-License-Identifier: MIT
// A user-defined type of a contract, used by another one.
pragma solidity ^0.8.20;

contract Base {
    type Level is uint8;

    Level internal constant TOP = Level.wrap(9);

    function next(Level l) internal pure returns (Level) {
        return Level.wrap(Level.unwrap(l) + 1);
    }
}

contract Test is Base {
    Base.Level public level = Level.wrap(3);

    function main() external returns (Level, Base.Level, bool) {
        level = next(level);
        return (level, TOP, Level.unwrap(TOP) > Base.Level.unwrap(level));
    }
}

//= deploy: ok
//= main(): ok 4, 9, true
