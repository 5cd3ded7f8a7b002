// SPDX-License-Identifier: MIT
// Powers of uint24, uint40 and uint160 around their limits.
//? a(uint24 4095)
//? a(uint24 4096)
//? b(uint40 1048575)
//? b(uint40 1048576)
//? c(uint160 2, uint256 159)
//? c(uint160 2, uint256 160)
pragma solidity ^0.8.20;

contract Test {
    function a(uint24 x) external pure returns (uint24) {
        return x ** 2;
    }

    function b(uint40 x) external pure returns (uint40) {
        return x ** 2;
    }

    function c(uint160 x, uint256 e) external pure returns (uint160) {
        return x ** e;
    }
}

//= deploy: ok
//= a(uint24): ok 16769025
//= a(uint24): panic 0x11
//= b(uint40): ok 1099509530625
//= b(uint40): panic 0x11
//= c(uint160,uint256): ok 730750818665451459101842416358141509827966271488
//= c(uint160,uint256): panic 0x11
