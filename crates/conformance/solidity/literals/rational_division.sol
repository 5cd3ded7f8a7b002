// SPDX-License-Identifier: MIT
// Constant division keeps the fraction until the end.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256, uint256) {
        return (7 / 2 * 2, 1 / 3 * 3, 5 / 2 + 5 / 2, 10 / 4 * 4 / 5, 0.5 * 8);
    }
}

//= deploy: ok
//= main(): ok 7, 1, 5, 2, 4
