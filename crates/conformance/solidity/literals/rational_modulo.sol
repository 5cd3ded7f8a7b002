// SPDX-License-Identifier: MIT
// Modulo of constants, of fractions too, takes the sign of the dividend.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int256, int256, int256, uint256, uint256) {
        return (-7 % 3, 7 % -3, -7 % -3, 7.5 % 2 * 2, 5.5 % 1.5 * 10);
    }
}

//= deploy: ok
//= main(): ok -1, 1, -1, 3, 10
