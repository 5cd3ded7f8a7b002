// SPDX-License-Identifier: MIT
// One name for a file-level, a contract's and a local thing.
pragma solidity ^0.8.20;

uint256 constant value = 1;

function read() pure returns (uint256) {
    return value;
}

contract Test {
    uint256 own = value + 10;

    function main() external view returns (uint256, uint256, uint256, uint256) {
        uint256 outer = value;
        uint256 value = 100;
        return (outer, value, own, read());
    }
}

//= deploy: ok
//= main(): ok 1, 100, 11, 1
