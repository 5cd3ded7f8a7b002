// SPDX-License-Identifier: MIT
// Checked arithmetic of uint64 at its limits.
//? add(uint64 18446744073709551615, uint64 0)
//? add(uint64 18446744073709551614, uint64 1)
//? add(uint64 18446744073709551615, uint64 1)
//? add(uint64 18446744073709551615, uint64 18446744073709551615)
//? sub(uint64 0, uint64 0)
//? sub(uint64 18446744073709551615, uint64 18446744073709551615)
//? sub(uint64 0, uint64 1)
//? sub(uint64 5, uint64 6)
//? mul(uint64 18446744073709551615, uint64 1)
//? mul(uint64 4294967296, uint64 4294967295)
//? mul(uint64 4294967296, uint64 4294967296)
//? mul(uint64 18446744073709551615, uint64 18446744073709551615)
//? div(uint64 18446744073709551615, uint64 2)
//? div(uint64 18446744073709551615, uint64 18446744073709551615)
//? div(uint64 1, uint64 0)
//? mod(uint64 18446744073709551615, uint64 10)
//? mod(uint64 18446744073709551615, uint64 0)
pragma solidity ^0.8.20;

contract Test {
    function add(uint64 a, uint64 b) external pure returns (uint64) {
        return a + b;
    }

    function sub(uint64 a, uint64 b) external pure returns (uint64) {
        return a - b;
    }

    function mul(uint64 a, uint64 b) external pure returns (uint64) {
        return a * b;
    }

    function div(uint64 a, uint64 b) external pure returns (uint64) {
        return a / b;
    }

    function mod(uint64 a, uint64 b) external pure returns (uint64) {
        return a % b;
    }
}

//= deploy: ok
//= add(uint64,uint64): ok 18446744073709551615
//= add(uint64,uint64): ok 18446744073709551615
//= add(uint64,uint64): panic 0x11
//= add(uint64,uint64): panic 0x11
//= sub(uint64,uint64): ok 0
//= sub(uint64,uint64): ok 0
//= sub(uint64,uint64): panic 0x11
//= sub(uint64,uint64): panic 0x11
//= mul(uint64,uint64): ok 18446744073709551615
//= mul(uint64,uint64): ok 18446744069414584320
//= mul(uint64,uint64): panic 0x11
//= mul(uint64,uint64): panic 0x11
//= div(uint64,uint64): ok 9223372036854775807
//= div(uint64,uint64): ok 1
//= div(uint64,uint64): panic 0x12
//= mod(uint64,uint64): ok 5
//= mod(uint64,uint64): panic 0x12
