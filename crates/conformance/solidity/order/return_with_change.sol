// SPDX-License-Identifier: MIT
// A named return value changed while a return evaluates.
pragma solidity ^0.8.20;

contract Test {
    uint256 s = 1;

    function bump() internal returns (uint256) {
        return ++s;
    }

    function named() internal returns (uint256 a, uint256 b) {
        a = 5;
        return (a + 1, a = 9);
    }

    function main() external returns (uint256, uint256, uint256, uint256) {
        (uint256 a, uint256 b) = named();
        (uint256 c, uint256 d) = (s, bump());
        return (a, b, c, d);
    }
}

//= deploy: ok
//= main(): ok 6, 9, 1, 2
