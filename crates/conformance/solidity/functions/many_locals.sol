// SPDX-License-Identifier: MIT
// A function with many locals and parameters.
//? f(uint256 1, uint256 2, uint256 3, uint256 4)
pragma solidity ^0.8.20;

contract Test {
    function f(uint256 a, uint256 b, uint256 c, uint256 d) external pure returns (uint256) {
        uint256 e = a + b;
        uint256 g = c * d;
        uint256 h = e + g;
        uint256 i = h ** 2;
        uint256 j = i - a;
        return j + i + h + g * 1_000_000 + e * 10_000 + d * 1000 + c * 100 + b * 10 + a;
    }
}

//= deploy: ok
//= f(uint256,uint256,uint256,uint256): ok 12034785
