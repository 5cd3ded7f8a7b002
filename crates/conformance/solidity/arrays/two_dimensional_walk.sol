// SPDX-License-Identifier: MIT
// A matrix product and a transposition.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[2][2] memory r, uint256[3][2] memory t) {
        uint256[2][2] memory a = [[uint256(1), 2], [uint256(3), 4]];
        uint256[2][2] memory b = [[uint256(5), 6], [uint256(7), 8]];
        for (uint256 i = 0; i < 2; i++) {
            for (uint256 j = 0; j < 2; j++) {
                for (uint256 k = 0; k < 2; k++) r[i][j] += a[i][k] * b[k][j];
            }
        }
        uint256[2][3] memory m = [[uint256(1), 2], [uint256(3), 4], [uint256(5), 6]];
        for (uint256 i = 0; i < 3; i++) {
            for (uint256 j = 0; j < 2; j++) t[j][i] = m[i][j];
        }
    }
}

//= deploy: ok
//= main(): ok [[19, 22], [43, 50]], [[1, 3, 5], [2, 4, 6]]
