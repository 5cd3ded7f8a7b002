// SPDX-License-Identifier: MIT
// Increments and decrements at the limits of small types panic.
//? up(uint8 254)
//? up(uint8 255)
//? down(uint24 1)
//? down(uint24 0)
//? signedUp(int8 127)
//? signedDown(int40 -549755813888)
pragma solidity ^0.8.20;

contract Test {
    function up(uint8 x) external pure returns (uint8) {
        x++;
        return x;
    }

    function down(uint24 x) external pure returns (uint24) {
        --x;
        return x;
    }

    function signedUp(int8 x) external pure returns (int8) {
        return ++x;
    }

    function signedDown(int40 x) external pure returns (int40) {
        return x--;
    }
}

//= deploy: ok
//= up(uint8): ok 255
//= up(uint8): panic 0x11
//= down(uint24): ok 0
//= down(uint24): panic 0x11
//= signedUp(int8): panic 0x11
//= signedDown(int40): panic 0x11
