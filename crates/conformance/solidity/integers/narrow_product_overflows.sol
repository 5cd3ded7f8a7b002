// SPDX-License-Identifier: MIT
// The product of two uint8 is a uint8, whatever it is assigned to.
//? fits()
//? overflows()
//? widened()
pragma solidity ^0.8.20;

contract Test {
    function fits() external pure returns (uint256) {
        uint8 a = 15;
        uint8 b = 17;
        uint256 r = a * b;
        return r;
    }

    function overflows() external pure returns (uint256) {
        uint8 a = 16;
        uint8 b = 16;
        uint256 r = a * b;
        return r;
    }

    function widened() external pure returns (uint256) {
        uint8 a = 16;
        uint8 b = 16;
        return uint256(a) * b;
    }
}

//= deploy: ok
//= fits(): ok 255
//= overflows(): panic 0x11
//= widened(): ok 256
