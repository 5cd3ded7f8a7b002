// SPDX-License-Identifier: MIT
// Assignments inside operands and indexes.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256[4] memory) {
        uint256 a = 1;
        uint256 b = 2;
        uint256[4] memory m;
        m[a = 2] = b = a + 1;
        m[m[2] = 1] = (b += 5) + (a = b);
        uint256 c = (a = 3) * (b = a + 1) + a;
        return (a, b, c, m);
    }
}

//= deploy: ok
//= main(): ok 3, 3, 11, [0, 9, 1, 0]
