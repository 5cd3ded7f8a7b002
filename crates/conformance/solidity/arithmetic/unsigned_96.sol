// SPDX-License-Identifier: MIT
// Checked arithmetic of uint96 at its limits.
//? add(uint96 79228162514264337593543950335, uint96 0)
//? add(uint96 79228162514264337593543950334, uint96 1)
//? add(uint96 79228162514264337593543950335, uint96 1)
//? add(uint96 79228162514264337593543950335, uint96 79228162514264337593543950335)
//? sub(uint96 0, uint96 0)
//? sub(uint96 79228162514264337593543950335, uint96 79228162514264337593543950335)
//? sub(uint96 0, uint96 1)
//? sub(uint96 5, uint96 6)
//? mul(uint96 79228162514264337593543950335, uint96 1)
//? mul(uint96 281474976710656, uint96 281474976710655)
//? mul(uint96 281474976710656, uint96 281474976710656)
//? mul(uint96 79228162514264337593543950335, uint96 79228162514264337593543950335)
//? div(uint96 79228162514264337593543950335, uint96 2)
//? div(uint96 79228162514264337593543950335, uint96 79228162514264337593543950335)
//? div(uint96 1, uint96 0)
//? mod(uint96 79228162514264337593543950335, uint96 10)
//? mod(uint96 79228162514264337593543950335, uint96 0)
pragma solidity ^0.8.20;

contract Test {
    function add(uint96 a, uint96 b) external pure returns (uint96) {
        return a + b;
    }

    function sub(uint96 a, uint96 b) external pure returns (uint96) {
        return a - b;
    }

    function mul(uint96 a, uint96 b) external pure returns (uint96) {
        return a * b;
    }

    function div(uint96 a, uint96 b) external pure returns (uint96) {
        return a / b;
    }

    function mod(uint96 a, uint96 b) external pure returns (uint96) {
        return a % b;
    }
}

//= deploy: ok
//= add(uint96,uint96): ok 79228162514264337593543950335
//= add(uint96,uint96): ok 79228162514264337593543950335
//= add(uint96,uint96): panic 0x11
//= add(uint96,uint96): panic 0x11
//= sub(uint96,uint96): ok 0
//= sub(uint96,uint96): ok 0
//= sub(uint96,uint96): panic 0x11
//= sub(uint96,uint96): panic 0x11
//= mul(uint96,uint96): ok 79228162514264337593543950335
//= mul(uint96,uint96): ok 79228162514264056118567239680
//= mul(uint96,uint96): panic 0x11
//= mul(uint96,uint96): panic 0x11
//= div(uint96,uint96): ok 39614081257132168796771975167
//= div(uint96,uint96): ok 1
//= div(uint96,uint96): panic 0x12
//= mod(uint96,uint96): ok 5
//= mod(uint96,uint96): panic 0x12
