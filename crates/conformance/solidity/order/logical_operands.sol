// SPDX-License-Identifier: MIT
// The operators && and || evaluate from left to right.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    function note(uint256 x) internal returns (bool) {
        log.push(x);
        return x % 2 == 0;
    }

    function main() external returns (bool, bool, uint256[] memory) {
        bool a = note(2) && (note(3) || note(4)) && note(5);
        bool b = note(1) == note(7);
        return (a, b, log);
    }
}

//= deploy: ok
//= main(): ok false, true, [2, 3, 4, 5, 7, 1]
