// SPDX-License-Identifier: MIT
// The body is checked although the modifier's code is unchecked.
//? f(uint8 1)
//? f(uint8 255)
pragma solidity ^0.8.20;

contract Test {
    modifier m() {
        unchecked {
            uint8 x = 255;
            x++;
        }
        _;
    }

    function f(uint8 x) external pure m returns (uint8) {
        return x + 1;
    }
}

//= deploy: ok
//= f(uint8): ok 2
//= f(uint8): panic 0x11
