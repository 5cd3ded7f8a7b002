// SPDX-License-Identifier: MIT
// The right side of an assignment is evaluated before the place on the left.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;
    uint256[4] values;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function main() external returns (uint256[] memory, uint256[4] memory) {
        values[note(1)] = note(20);
        values[note(2)] += note(30);
        return (log, values);
    }
}

//= deploy: ok
//= main(): ok [20, 1, 30, 2], [0, 20, 30, 0]
