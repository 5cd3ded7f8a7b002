// SPDX-License-Identifier: MIT
// Rows of a nested memory array may be one row.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[2][2] memory a, uint256[][] memory b) {
        uint256[2] memory row = [uint256(1), 2];
        a[0] = row;
        a[1] = row;
        row[0] = 9;
        b = new uint256[][](2);
        b[0] = new uint256[](1);
        b[1] = b[0];
        b[1][0] = 7;
    }
}

//= deploy: ok
//= main(): ok [[9, 2], [9, 2]], [[7], [7]]
