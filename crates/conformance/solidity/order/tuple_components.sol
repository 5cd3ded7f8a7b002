// SPDX-License-Identifier: MIT
// The parts of a tuple are evaluated from left to right.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function main() external returns (uint256, uint256, uint256, uint256[] memory) {
        (uint256 a, uint256 b, uint256 c) = (note(3), note(1), note(2));
        return (a, b, c, log);
    }
}

//= deploy: ok
//= main(): ok 3, 1, 2, [3, 1, 2]
