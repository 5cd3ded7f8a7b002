// SPDX-License-Identifier: MIT
// Unary operators chain.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int256, int256, bool, uint256) {
        int256 a = 5;
        bool t = true;
        uint256 u = 1;
        return (-(-a), ~-a, !!t, ~~u);
    }
}

//= deploy: ok
//= main(): ok 5, 4, true, 1
