// SPDX-License-Identifier: MIT
// Parameters are variables of the function.
pragma solidity ^0.8.20;

contract Test {
    function f(uint256 x, bool b) internal pure returns (uint256) {
        x += 5;
        b = !b;
        return b ? x : x * 2;
    }

    function main() external pure returns (uint256, uint256, uint256) {
        uint256 x = 1;
        uint256 a = f(x, true);
        uint256 b = f(x, false);
        return (a, b, x);
    }
}

//= deploy: ok
//= main(): ok 12, 6, 1
