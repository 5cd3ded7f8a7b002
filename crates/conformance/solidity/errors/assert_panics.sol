// SPDX-License-Identifier: MIT
// assert panics with code one.
//? f(uint256 1)
//? f(uint256 0)
pragma solidity ^0.8.20;

contract Test {
    function f(uint256 x) external pure returns (uint256) {
        assert(x > 0);
        return x;
    }
}

//= deploy: ok
//= f(uint256): ok 1
//= f(uint256): panic 0x01
