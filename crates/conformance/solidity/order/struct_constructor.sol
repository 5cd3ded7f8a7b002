// SPDX-License-Identifier: MIT
// The parts of a struct, by position and by name.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256 y; }

    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function main() external returns (uint256, uint256, uint256[] memory) {
        P memory p = P(note(1), note(2));
        P memory q = P({y: note(4), x: note(3)});
        return (p.x * 10 + p.y, q.x * 10 + q.y, log);
    }
}

//= deploy: ok
//= main(): ok 12, 34, [1, 2, 3, 4]
