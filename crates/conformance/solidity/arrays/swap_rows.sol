// SPDX-License-Identifier: MIT
// Swapping rows of memory and elements of storage in one assignment.
pragma solidity ^0.8.20;

contract Test {
    uint256[] s = [1, 2, 3];

    function main() external returns (uint256[][] memory, uint256[] memory) {
        uint256[][] memory m = new uint256[][](2);
        m[0] = new uint256[](1);
        m[1] = new uint256[](2);
        (m[0], m[1]) = (m[1], m[0]);
        m[0][1] = 4;
        (s[0], s[1], s[2]) = (s[2], s[0], s[1]);
        return (m, s);
    }
}

//= deploy: ok
//= main(): ok [[0, 4], [0]], [3, 1, 2]
