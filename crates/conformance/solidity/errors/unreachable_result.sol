// SPDX-License-Identifier: MIT
// Functions that always revert need no return.
//? f(uint256 2)
//? f(uint256 1)
//? f(uint256 3)
pragma solidity ^0.8.20;

contract Test {
    error No();

    function fail() internal pure returns (uint256) {
        revert No();
    }

    function pick(uint256 x) internal pure returns (uint256) {
        if (x > 1) return x;
        else revert("small");
    }

    function f(uint256 x) external pure returns (uint256) {
        return x == 3 ? fail() : pick(x);
    }
}

//= deploy: ok
//= f(uint256): ok 2
//= f(uint256): revert "small"
//= f(uint256): revert No()
