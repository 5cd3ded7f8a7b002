// SPDX-License-Identifier: MIT
// The parts of a for loop may be any statement or expression.
pragma solidity ^0.8.20;

contract Test {
    uint256 steps;

    function step() internal returns (uint256) {
        return ++steps;
    }

    function main() external returns (uint256 i, uint256 j, uint256) {
        for ((i, j) = (0, 10); i < j; (i, j) = (i + 1, j - 1)) step();
        for (step(); steps < 10; step()) {}
        return (i, j, steps);
    }
}

//= deploy: ok
//= main(): ok 5, 5, 10
