// SPDX-License-Identifier: MIT
// Functions at file level, calling each other and used by a contract.
pragma solidity ^0.8.20;

function double(uint256 x) pure returns (uint256) {
    return add(x, x);
}

function add(uint256 a, uint256 b) pure returns (uint256) {
    return a + b;
}

uint256 constant BASE = 100;

function shifted(uint256 x) pure returns (uint256) {
    return BASE + double(x);
}

contract Test {
    function main() external pure returns (uint256, uint256, uint256) {
        return (double(4), add(1, 2), shifted(5));
    }
}

//= deploy: ok
//= main(): ok 8, 3, 110
