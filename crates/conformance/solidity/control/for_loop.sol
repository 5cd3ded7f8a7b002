// SPDX-License-Identifier: MIT
// A for loop with every part.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 sum, uint256[] memory squares) {
        squares = new uint256[](5);
        for (uint256 i = 0; i < 5; i++) {
            squares[i] = i * i;
            sum += squares[i];
        }
    }
}

//= deploy: ok
//= main(): ok 30, [0, 1, 4, 9, 16]
