// SPDX-License-Identifier: MIT
// Functions of a library called by its name.
pragma solidity ^0.8.20;

library Math {
    function max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }

    function clamp(uint256 x, uint256 low, uint256 high) internal pure returns (uint256) {
        return max(low, x < high ? x : high);
    }
}

contract Test {
    function main() external pure returns (uint256, uint256, uint256) {
        return (Math.max(3, 7), Math.clamp(50, 10, 20), Math.clamp({x: 5, low: 10, high: 20}));
    }
}

//= deploy: ok
//= main(): ok 7, 20, 10
