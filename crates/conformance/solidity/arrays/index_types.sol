// SPDX-License-Identifier: MIT
// Indexes of every unsigned width, and constant ones.
pragma solidity ^0.8.20;

contract Test {
    uint256[] s = [1, 2, 3];

    function main() external view returns (uint256, uint256, uint256, uint256) {
        uint8 a = 1;
        uint128 b = 2;
        return (s[a], s[b], s[0], s[uint16(a) + 1]);
    }
}

//= deploy: ok
//= main(): ok 2, 3, 1, 3
