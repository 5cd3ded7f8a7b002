// SPDX-License-Identifier: MIT
// Results of a recursion kept in a mapping.
pragma solidity ^0.8.20;

contract Test {
    mapping(uint256 => uint256) memo;
    uint256 calls;

    function fib(uint256 n) internal returns (uint256) {
        calls++;
        if (n < 2) return n;
        if (memo[n] != 0) return memo[n];
        return memo[n] = fib(n - 1) + fib(n - 2);
    }

    function main() external returns (uint256, uint256) {
        return (fib(60), calls);
    }
}

//= deploy: ok
//= main(): ok 1548008755920, 119
