// SPDX-License-Identifier: MIT
// A do loop runs its body at least once.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256) {
        uint256 i = 10;
        uint256 runs = 0;
        do {
            runs++;
            i++;
        } while (i < 5);
        uint256 j = 0;
        do j += 3; while (j < 10);
        return (runs, j);
    }
}

//= deploy: ok
//= main(): ok 1, 12
