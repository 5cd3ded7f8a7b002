// SPDX-License-Identifier: MIT
// Checked arithmetic of uint32 at its limits.
//? add(uint32 4294967295, uint32 0)
//? add(uint32 4294967294, uint32 1)
//? add(uint32 4294967295, uint32 1)
//? add(uint32 4294967295, uint32 4294967295)
//? sub(uint32 0, uint32 0)
//? sub(uint32 4294967295, uint32 4294967295)
//? sub(uint32 0, uint32 1)
//? sub(uint32 5, uint32 6)
//? mul(uint32 4294967295, uint32 1)
//? mul(uint32 65536, uint32 65535)
//? mul(uint32 65536, uint32 65536)
//? mul(uint32 4294967295, uint32 4294967295)
//? div(uint32 4294967295, uint32 2)
//? div(uint32 4294967295, uint32 4294967295)
//? div(uint32 1, uint32 0)
//? mod(uint32 4294967295, uint32 10)
//? mod(uint32 4294967295, uint32 0)
pragma solidity ^0.8.20;

contract Test {
    function add(uint32 a, uint32 b) external pure returns (uint32) {
        return a + b;
    }

    function sub(uint32 a, uint32 b) external pure returns (uint32) {
        return a - b;
    }

    function mul(uint32 a, uint32 b) external pure returns (uint32) {
        return a * b;
    }

    function div(uint32 a, uint32 b) external pure returns (uint32) {
        return a / b;
    }

    function mod(uint32 a, uint32 b) external pure returns (uint32) {
        return a % b;
    }
}

//= deploy: ok
//= add(uint32,uint32): ok 4294967295
//= add(uint32,uint32): ok 4294967295
//= add(uint32,uint32): panic 0x11
//= add(uint32,uint32): panic 0x11
//= sub(uint32,uint32): ok 0
//= sub(uint32,uint32): ok 0
//= sub(uint32,uint32): panic 0x11
//= sub(uint32,uint32): panic 0x11
//= mul(uint32,uint32): ok 4294967295
//= mul(uint32,uint32): ok 4294901760
//= mul(uint32,uint32): panic 0x11
//= mul(uint32,uint32): panic 0x11
//= div(uint32,uint32): ok 2147483647
//= div(uint32,uint32): ok 1
//= div(uint32,uint32): panic 0x12
//= mod(uint32,uint32): ok 5
//= mod(uint32,uint32): panic 0x12
