// SPDX-License-Identifier: MIT
// Checked arithmetic of uint16 at its limits.
//? add(uint16 65535, uint16 0)
//? add(uint16 65534, uint16 1)
//? add(uint16 65535, uint16 1)
//? add(uint16 65535, uint16 65535)
//? sub(uint16 0, uint16 0)
//? sub(uint16 65535, uint16 65535)
//? sub(uint16 0, uint16 1)
//? sub(uint16 5, uint16 6)
//? mul(uint16 65535, uint16 1)
//? mul(uint16 256, uint16 255)
//? mul(uint16 256, uint16 256)
//? mul(uint16 65535, uint16 65535)
//? div(uint16 65535, uint16 2)
//? div(uint16 65535, uint16 65535)
//? div(uint16 1, uint16 0)
//? mod(uint16 65535, uint16 10)
//? mod(uint16 65535, uint16 0)
pragma solidity ^0.8.20;

contract Test {
    function add(uint16 a, uint16 b) external pure returns (uint16) {
        return a + b;
    }

    function sub(uint16 a, uint16 b) external pure returns (uint16) {
        return a - b;
    }

    function mul(uint16 a, uint16 b) external pure returns (uint16) {
        return a * b;
    }

    function div(uint16 a, uint16 b) external pure returns (uint16) {
        return a / b;
    }

    function mod(uint16 a, uint16 b) external pure returns (uint16) {
        return a % b;
    }
}

//= deploy: ok
//= add(uint16,uint16): ok 65535
//= add(uint16,uint16): ok 65535
//= add(uint16,uint16): panic 0x11
//= add(uint16,uint16): panic 0x11
//= sub(uint16,uint16): ok 0
//= sub(uint16,uint16): ok 0
//= sub(uint16,uint16): panic 0x11
//= sub(uint16,uint16): panic 0x11
//= mul(uint16,uint16): ok 65535
//= mul(uint16,uint16): ok 65280
//= mul(uint16,uint16): panic 0x11
//= mul(uint16,uint16): panic 0x11
//= div(uint16,uint16): ok 32767
//= div(uint16,uint16): ok 1
//= div(uint16,uint16): panic 0x12
//= mod(uint16,uint16): ok 5
//= mod(uint16,uint16): panic 0x12
