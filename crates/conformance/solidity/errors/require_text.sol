// SPDX-License-Identifier: MIT
// require with and without a message.
//? f(uint256 5)
//? f(uint256 4)
//? f(uint256 0)
//? f(uint256 100)
pragma solidity ^0.8.20;

contract Test {
    function f(uint256 x) external pure returns (uint256) {
        require(x > 0);
        require(x >= 5, "too small");
        require(x < 100, string.concat("too ", "large"));
        return x;
    }
}

//= deploy: ok
//= f(uint256): ok 5
//= f(uint256): revert "too small"
//= f(uint256): revert
//= f(uint256): revert "too large"
