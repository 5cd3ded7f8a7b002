// SPDX-License-Identifier: MIT
// Conditions with assignments and several parts.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 n, uint256 x, uint256 m) {
        x = 100;
        while ((x = x / 2) > 3 && n < 10) n++;
        uint256 y = 5;
        while (y > 0 && y-- > 2) m = m * 10 + y;
    }
}

//= deploy: ok
//= main(): ok 4, 3, 432
