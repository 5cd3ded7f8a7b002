// SPDX-License-Identifier: MIT
// An operator's function has its own checks, in unchecked blocks too.
//? f(uint8 250, uint8 5)
//? f(uint8 250, uint8 6)
//? g(uint8 250, uint8 6)
pragma solidity ^0.8.20;

type Small is uint8;

function add(Small a, Small b) pure returns (Small) {
    return Small.wrap(Small.unwrap(a) + Small.unwrap(b));
}

using {add as +} for Small global;

contract Test {
    function f(Small a, Small b) external pure returns (Small) {
        return a + b;
    }

    function g(Small a, Small b) external pure returns (Small) {
        unchecked {
            return a + b;
        }
    }
}

//= deploy: ok
//= f(uint8,uint8): ok 255
//= f(uint8,uint8): panic 0x11
//= g(uint8,uint8): panic 0x11
