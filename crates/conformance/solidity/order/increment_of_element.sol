// SPDX-License-Identifier: MIT
// Increments of elements inside larger expressions.
pragma solidity ^0.8.20;

contract Test {
    uint256[3] s;

    function main() external returns (uint256, uint256, uint256[3] memory, uint256[3] memory) {
        uint256[3] memory m;
        uint256 i = 0;
        uint256 a = m[i]++ + m[i++] + ++m[i] * 10;
        uint256 b = s[0]++ + s[0]++ * 10 + s[0] * 100;
        return (a, b, m, s);
    }
}

//= deploy: ok
//= main(): ok 11, 1, [1, 1, 0], [2, 0, 0]
