// SPDX-License-Identifier: MIT
// Fixed arrays of memory and literals.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[3] memory, int8[2] memory, uint256, bool[4] memory) {
        uint256[3] memory a;
        a[1] = 7;
        int8[2] memory b = [int8(-1), 2];
        bool[4] memory c = [true, false, true, true];
        return (a, b, a.length + b.length, c);
    }
}

//= deploy: ok
//= main(): ok [0, 7, 0], [-1, 2], 5, [true, false, true, true]
