// SPDX-License-Identifier: MIT
// Arguments of a function are evaluated before its modifiers run.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    modifier m(uint256 x) {
        note(x + 10);
        _;
        note(x + 20);
    }

    function f(uint256 a) internal m(a) m(note(5)) returns (uint256) {
        return note(a + 30);
    }

    function main() external returns (uint256[] memory) {
        note(f(note(1)) + f(note(2)));
        return log;
    }
}

//= deploy: ok
//= main(): ok [2, 12, 5, 15, 32, 25, 22, 1, 11, 5, 15, 31, 25, 21, 63]
