// SPDX-License-Identifier: MIT
// Calls whose arguments are calls, conditionals and assignments.
pragma solidity ^0.8.20;

contract Test {
    function f(uint256 a, uint256 b) internal pure returns (uint256) {
        return a * 10 + b;
    }

    function main() external pure returns (uint256, uint256, uint256) {
        uint256 x = 1;
        uint256 y = f(x > 0 ? f(1, 2) : 0, x = 7);
        return (y, x, f({b: f(x, x), a: f(0, 0)}));
    }
}

//= deploy: ok
//= main(): ok 127, 7, 77
