// SPDX-License-Identifier: MIT
// The sum of a uint8 and a literal that fits it is a uint8 and can overflow.
//? fits()
//? overflows()
pragma solidity ^0.8.20;

contract Test {
    function fits() external pure returns (uint256) {
        uint8 a = 200;
        return a + 55;
    }

    function overflows() external pure returns (uint256) {
        uint8 a = 200;
        return a + 56;
    }
}

//= deploy: ok
//= fits(): ok 255
//= overflows(): panic 0x11
