// SPDX-License-Identifier: MIT
// The elements of an array literal are evaluated from left to right.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[4] memory, uint256) {
        uint256 i = 1;
        uint256[4] memory a = [i++, i++, ++i, i];
        return (a, i);
    }
}

//= deploy: ok
//= main(): ok [1, 2, 4, 4], 4
