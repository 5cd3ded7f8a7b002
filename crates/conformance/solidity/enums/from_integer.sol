// SPDX-License-Identifier: MIT
// Conversion of a number out of range panics.
//? f(uint256 0)
//? f(uint256 2)
//? f(uint256 3)
//? f(uint256 258)
//? g(int8 1)
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B, C }

    function f(uint256 x) external pure returns (E) {
        return E(x);
    }

    function g(int8 x) external pure returns (E) {
        return E(uint8(x));
    }
}

//= deploy: ok
//= f(uint256): ok 0
//= f(uint256): ok 2
//= f(uint256): panic 0x21
//= f(uint256): panic 0x21
//= g(int8): ok 1
