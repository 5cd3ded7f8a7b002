// SPDX-License-Identifier: MIT
// A conditional may choose between tuples.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256) {
        uint256 x = 3;
        (uint256 a, uint256 b) = x > 2 ? (x, x + 1) : (uint256(0), uint256(1));
        (uint256 c, uint256 d) = x > 5 ? (a, b) : (b, a);
        return (a, b, c, d);
    }
}

//= deploy: ok
//= main(): ok 3, 4, 4, 3
