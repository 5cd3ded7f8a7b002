// SPDX-License-Identifier: MIT
// The inner sum overflows before the outer one would widen.
//? inner()
//? outer()
pragma solidity ^0.8.20;

contract Test {
    function inner() external pure returns (uint256) {
        uint8 a = 250;
        uint16 b = 1;
        return a + a + b;
    }

    function outer() external pure returns (uint256) {
        uint8 a = 250;
        uint16 b = 1;
        return b + a + a;
    }
}

//= deploy: ok
//= inner(): panic 0x11
//= outer(): ok 501
