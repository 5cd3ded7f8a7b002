// SPDX-License-Identifier: MIT
// Both sides of a comparison, the right one first.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function main() external returns (bool, bool, uint256[] memory) {
        return (note(1) < note(2), note(3) == note(4), log);
    }
}

//= deploy: ok
//= main(): ok true, false, [2, 1, 4, 3]
