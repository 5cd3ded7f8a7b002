// SPDX-License-Identifier: MIT
// The exponent and the amount of a shift are evaluated first.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function main() external returns (uint256, uint256, uint256, uint256[] memory) {
        uint256 a = note(2) ** note(3);
        uint256 b = note(1) << note(4);
        uint256 c = note(7) & note(5) | note(8);
        return (a, b, c, log);
    }
}

//= deploy: ok
//= main(): ok 8, 16, 13, [3, 2, 4, 1, 8, 5, 7]
