// SPDX-License-Identifier: MIT
// The right operand of a binary operator is evaluated before the left one.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function main() external returns (uint256, uint256[] memory) {
        uint256 r = note(1) + note(2) * note(3) - note(4);
        return (r, log);
    }
}

//= deploy: ok
//= main(): ok 3, [4, 3, 2, 1]
