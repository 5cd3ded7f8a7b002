// SPDX-License-Identifier: MIT
// Arguments are evaluated from left to right.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function f(uint256 a, uint256 b, uint256 c) internal pure returns (uint256) {
        return a * 100 + b * 10 + c;
    }

    function main() external returns (uint256, uint256[] memory) {
        return (f(note(1), note(2), note(3)), log);
    }
}

//= deploy: ok
//= main(): ok 123, [1, 2, 3]
