// SPDX-License-Identifier: MIT
// require with a custom error.
//? f(uint256 5)
//? f(uint256 4)
//? f(uint256 999)
pragma solidity ^0.8.20;

contract Test {
    error TooSmall(uint256 given, uint256 wanted);
    error Never();

    function f(uint256 x) external pure returns (uint256) {
        require(x >= 5, TooSmall(x, 5));
        require(x != 999, Never());
        return x;
    }
}

//= deploy: ok
//= f(uint256): ok 5
//= f(uint256): revert TooSmall(uint256,uint256) (4, 5)
//= f(uint256): revert Never()
