// SPDX-License-Identifier: MIT
// Fixed arrays in storage are values, in memory references.
pragma solidity ^0.8.20;

contract Test {
    uint256[2] s = [uint256(1), 2];
    uint256[2] t;

    function main() external returns (uint256[2] memory, uint256[2] memory, uint256[2] memory, uint256[2] memory) {
        t = s;
        t[0] = 5;
        uint256[2] memory m = s;
        uint256[2] memory n = m;
        n[1] = 6;
        s = n;
        n[0] = 7;
        return (s, t, m, n);
    }
}

//= deploy: ok
//= main(): ok [1, 6], [5, 2], [7, 6], [7, 6]
