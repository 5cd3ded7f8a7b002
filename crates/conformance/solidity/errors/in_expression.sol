// SPDX-License-Identifier: MIT
// Conditions that fail in the middle of an expression.
//? f(uint256 4, uint256 8)
//? f(uint256 4, uint256 7)
//? f(uint256 3, uint256 8)
pragma solidity ^0.8.20;

contract Test {
    function check(uint256 x) internal pure returns (uint256) {
        require(x % 2 == 0, "odd");
        return x / 2;
    }

    function f(uint256 a, uint256 b) external pure returns (uint256) {
        return check(a) + check(b) * 10;
    }
}

//= deploy: ok
//= f(uint256,uint256): ok 42
//= f(uint256,uint256): revert "odd"
//= f(uint256,uint256): revert "odd"
