// SPDX-License-Identifier: MIT
// Checked arithmetic of uint8 at its limits.
//? add(uint8 255, uint8 0)
//? add(uint8 254, uint8 1)
//? add(uint8 255, uint8 1)
//? add(uint8 255, uint8 255)
//? sub(uint8 0, uint8 0)
//? sub(uint8 255, uint8 255)
//? sub(uint8 0, uint8 1)
//? sub(uint8 5, uint8 6)
//? mul(uint8 255, uint8 1)
//? mul(uint8 16, uint8 15)
//? mul(uint8 16, uint8 16)
//? mul(uint8 255, uint8 255)
//? div(uint8 255, uint8 2)
//? div(uint8 255, uint8 255)
//? div(uint8 1, uint8 0)
//? mod(uint8 255, uint8 10)
//? mod(uint8 255, uint8 0)
pragma solidity ^0.8.20;

contract Test {
    function add(uint8 a, uint8 b) external pure returns (uint8) {
        return a + b;
    }

    function sub(uint8 a, uint8 b) external pure returns (uint8) {
        return a - b;
    }

    function mul(uint8 a, uint8 b) external pure returns (uint8) {
        return a * b;
    }

    function div(uint8 a, uint8 b) external pure returns (uint8) {
        return a / b;
    }

    function mod(uint8 a, uint8 b) external pure returns (uint8) {
        return a % b;
    }
}

//= deploy: ok
//= add(uint8,uint8): ok 255
//= add(uint8,uint8): ok 255
//= add(uint8,uint8): panic 0x11
//= add(uint8,uint8): panic 0x11
//= sub(uint8,uint8): ok 0
//= sub(uint8,uint8): ok 0
//= sub(uint8,uint8): panic 0x11
//= sub(uint8,uint8): panic 0x11
//= mul(uint8,uint8): ok 255
//= mul(uint8,uint8): ok 240
//= mul(uint8,uint8): panic 0x11
//= mul(uint8,uint8): panic 0x11
//= div(uint8,uint8): ok 127
//= div(uint8,uint8): ok 1
//= div(uint8,uint8): panic 0x12
//= mod(uint8,uint8): ok 5
//= mod(uint8,uint8): panic 0x12
