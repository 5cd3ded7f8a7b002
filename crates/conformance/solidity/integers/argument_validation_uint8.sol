// SPDX-License-Identifier: MIT
// A uint8 argument at both ends.
//? twice(uint8 0)
//? twice(uint8 127)
//? twice(uint8 128)
pragma solidity ^0.8.20;

contract Test {
    function twice(uint8 x) external pure returns (uint8) {
        return x * 2;
    }
}

//= deploy: ok
//= twice(uint8): ok 0
//= twice(uint8): ok 254
//= twice(uint8): panic 0x11
