// SPDX-License-Identifier: MIT
// Checked arithmetic of uint40 at its limits.
//? add(uint40 1099511627775, uint40 0)
//? add(uint40 1099511627774, uint40 1)
//? add(uint40 1099511627775, uint40 1)
//? add(uint40 1099511627775, uint40 1099511627775)
//? sub(uint40 0, uint40 0)
//? sub(uint40 1099511627775, uint40 1099511627775)
//? sub(uint40 0, uint40 1)
//? sub(uint40 5, uint40 6)
//? mul(uint40 1099511627775, uint40 1)
//? mul(uint40 1048576, uint40 1048575)
//? mul(uint40 1048576, uint40 1048576)
//? mul(uint40 1099511627775, uint40 1099511627775)
//? div(uint40 1099511627775, uint40 2)
//? div(uint40 1099511627775, uint40 1099511627775)
//? div(uint40 1, uint40 0)
//? mod(uint40 1099511627775, uint40 10)
//? mod(uint40 1099511627775, uint40 0)
pragma solidity ^0.8.20;

contract Test {
    function add(uint40 a, uint40 b) external pure returns (uint40) {
        return a + b;
    }

    function sub(uint40 a, uint40 b) external pure returns (uint40) {
        return a - b;
    }

    function mul(uint40 a, uint40 b) external pure returns (uint40) {
        return a * b;
    }

    function div(uint40 a, uint40 b) external pure returns (uint40) {
        return a / b;
    }

    function mod(uint40 a, uint40 b) external pure returns (uint40) {
        return a % b;
    }
}

//= deploy: ok
//= add(uint40,uint40): ok 1099511627775
//= add(uint40,uint40): ok 1099511627775
//= add(uint40,uint40): panic 0x11
//= add(uint40,uint40): panic 0x11
//= sub(uint40,uint40): ok 0
//= sub(uint40,uint40): ok 0
//= sub(uint40,uint40): panic 0x11
//= sub(uint40,uint40): panic 0x11
//= mul(uint40,uint40): ok 1099511627775
//= mul(uint40,uint40): ok 1099510579200
//= mul(uint40,uint40): panic 0x11
//= mul(uint40,uint40): panic 0x11
//= div(uint40,uint40): ok 549755813887
//= div(uint40,uint40): ok 1
//= div(uint40,uint40): panic 0x12
//= mod(uint40,uint40): ok 5
//= mod(uint40,uint40): panic 0x12
