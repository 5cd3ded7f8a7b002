// SPDX-License-Identifier: MIT
// The base of an index is evaluated before the index.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;
    uint256[3][3] grid;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function pick() internal returns (uint256[3][3] storage) {
        log.push(100);
        return grid;
    }

    function main() external returns (uint256, uint256[] memory) {
        grid[1][2] = 5;
        return (pick()[note(1)][note(2)], log);
    }
}

//= deploy: ok
//= main(): ok 5, [100, 1, 2]
