// SPDX-License-Identifier: MIT
// The places of a destructuring assignment are found from left to right and written from right to left.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;
    uint256[5] v;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function main() external returns (uint256[] memory, uint256[5] memory) {
        (v[note(1)], v[note(2)]) = (note(30), note(40));
        (v[0], v[0]) = (7, 8);
        return (log, v);
    }
}

//= deploy: ok
//= main(): ok [30, 40, 1, 2], [7, 30, 40, 0, 0]
