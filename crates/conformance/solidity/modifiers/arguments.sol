// SPDX-License-Identifier: MIT
// Modifiers with arguments, constants and parameters of the function.
//? f(uint256 5)
//? f(uint256 4)
//? f(uint256 11)
pragma solidity ^0.8.20;

contract Test {
    modifier atLeast(uint256 x, uint256 limit) {
        require(x >= limit, "small");
        _;
    }

    modifier atMost(uint256 x, uint256 limit) {
        require(x <= limit, "large");
        _;
    }

    uint256 constant LOW = 5;

    function f(uint256 x) external pure atLeast(x, LOW) atMost(x + 1, LOW * 2 + 1) returns (uint256) {
        return x * 10;
    }
}

//= deploy: ok
//= f(uint256): ok 50
//= f(uint256): revert "small"
//= f(uint256): revert "large"
