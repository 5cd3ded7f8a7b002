// SPDX-License-Identifier: MIT
// Every compound assignment of arithmetic.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[5] memory r) {
        for (uint256 i = 0; i < 5; i++) r[i] = 17;
        r[0] += 3;
        r[1] -= 3;
        r[2] *= 3;
        r[3] /= 3;
        r[4] %= 3;
    }
}

//= deploy: ok
//= main(): ok [20, 14, 51, 5, 2]
