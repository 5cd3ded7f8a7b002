// SPDX-License-Identifier: MIT
// Arrays made in a loop are different arrays.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[][] memory rows) {
        rows = new uint256[][](3);
        for (uint256 i = 0; i < 3; i++) {
            uint256[] memory row = new uint256[](i);
            for (uint256 j = 0; j < i; j++) row[j] = i * 10 + j;
            rows[i] = row;
        }
    }
}

//= deploy: ok
//= main(): ok [[], [10], [20, 21]]
