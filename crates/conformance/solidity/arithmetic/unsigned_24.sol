// SPDX-License-Identifier: MIT
// Checked arithmetic of uint24 at its limits.
//? add(uint24 16777215, uint24 0)
//? add(uint24 16777214, uint24 1)
//? add(uint24 16777215, uint24 1)
//? add(uint24 16777215, uint24 16777215)
//? sub(uint24 0, uint24 0)
//? sub(uint24 16777215, uint24 16777215)
//? sub(uint24 0, uint24 1)
//? sub(uint24 5, uint24 6)
//? mul(uint24 16777215, uint24 1)
//? mul(uint24 4096, uint24 4095)
//? mul(uint24 4096, uint24 4096)
//? mul(uint24 16777215, uint24 16777215)
//? div(uint24 16777215, uint24 2)
//? div(uint24 16777215, uint24 16777215)
//? div(uint24 1, uint24 0)
//? mod(uint24 16777215, uint24 10)
//? mod(uint24 16777215, uint24 0)
pragma solidity ^0.8.20;

contract Test {
    function add(uint24 a, uint24 b) external pure returns (uint24) {
        return a + b;
    }

    function sub(uint24 a, uint24 b) external pure returns (uint24) {
        return a - b;
    }

    function mul(uint24 a, uint24 b) external pure returns (uint24) {
        return a * b;
    }

    function div(uint24 a, uint24 b) external pure returns (uint24) {
        return a / b;
    }

    function mod(uint24 a, uint24 b) external pure returns (uint24) {
        return a % b;
    }
}

//= deploy: ok
//= add(uint24,uint24): ok 16777215
//= add(uint24,uint24): ok 16777215
//= add(uint24,uint24): panic 0x11
//= add(uint24,uint24): panic 0x11
//= sub(uint24,uint24): ok 0
//= sub(uint24,uint24): ok 0
//= sub(uint24,uint24): panic 0x11
//= sub(uint24,uint24): panic 0x11
//= mul(uint24,uint24): ok 16777215
//= mul(uint24,uint24): ok 16773120
//= mul(uint24,uint24): panic 0x11
//= mul(uint24,uint24): panic 0x11
//= div(uint24,uint24): ok 8388607
//= div(uint24,uint24): ok 1
//= div(uint24,uint24): panic 0x12
//= mod(uint24,uint24): ok 5
//= mod(uint24,uint24): panic 0x12
