// SPDX-License-Identifier: MIT
// Conditionals nested in conditions, indexes and arguments.
pragma solidity ^0.8.20;

contract Test {
    function pick(uint256 x) internal pure returns (uint256) {
        return x < 10 ? (x < 5 ? 1 : 2) : x < 20 ? 3 : x % 2 == 0 ? 4 : 5;
    }

    function main() external pure returns (uint256[6] memory r, uint256) {
        uint8[6] memory xs = [0, 5, 10, 19, 20, 21];
        for (uint256 i = 0; i < 6; i++) r[i] = pick(xs[i]);
        uint256[2] memory a = [uint256(7), 8];
        return (r, a[r[0] == 1 ? 1 : 0]);
    }
}

//= deploy: ok
//= main(): ok [1, 2, 3, 3, 4, 5], 8
