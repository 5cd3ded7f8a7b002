// SPDX-License-Identifier: MIT
// A conditional evaluates its condition first.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256) {
        uint256 i = 0;
        uint256 a = i++ == 0 ? i++ : i;
        uint256 b = i == 2 ? i + i++ : 0;
        return (a, b, i);
    }
}

//= deploy: ok
//= main(): ok 1, 5, 3
