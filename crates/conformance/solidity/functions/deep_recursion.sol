// SPDX-License-Identifier: MIT
// A recursion of many levels.
pragma solidity ^0.8.20;

contract Test {
    function sum(uint256 n) internal pure returns (uint256) {
        return n == 0 ? 0 : n + sum(n - 1);
    }

    function main() external pure returns (uint256, uint256) {
        return (sum(100), sum(200));
    }
}

//= deploy: ok
//= main(): ok 5050, 20100
