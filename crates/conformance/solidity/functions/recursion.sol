// SPDX-License-Identifier: MIT
// Direct and mutual recursion.
pragma solidity ^0.8.20;

contract Test {
    function factorial(uint256 n) internal pure returns (uint256) {
        return n == 0 ? 1 : n * factorial(n - 1);
    }

    function fibonacci(uint256 n) internal pure returns (uint256) {
        if (n < 2) return n;
        return fibonacci(n - 1) + fibonacci(n - 2);
    }

    function even(uint256 n) internal pure returns (bool) {
        return n == 0 || odd(n - 1);
    }

    function odd(uint256 n) internal pure returns (bool) {
        return n != 0 && even(n - 1);
    }

    function main() external pure returns (uint256, uint256, bool, bool) {
        return (factorial(20), fibonacci(15), even(40), odd(40));
    }
}

//= deploy: ok
//= main(): ok 2432902008176640000, 610, true, false
