// SPDX-License-Identifier: MIT
// Powers of an int256 around its limits.
//? power(int256 -2, uint256 255)
//? power(int256 2, uint256 255)
//? power(int256 2, uint256 254)
//? power(int256 -2, uint256 256)
//? power(int256 -10, uint256 76)
//? power(int256 -10, uint256 77)
//? power(int256 -3, uint256 3)
//? power(int256 0, uint256 5)
pragma solidity ^0.8.20;

contract Test {
    function power(int256 base, uint256 exponent) external pure returns (int256) {
        return base ** exponent;
    }
}

//= deploy: ok
//= power(int256,uint256): ok -57896044618658097711785492504343953926634992332820282019728792003956564819968
//= power(int256,uint256): panic 0x11
//= power(int256,uint256): ok 28948022309329048855892746252171976963317496166410141009864396001978282409984
//= power(int256,uint256): panic 0x11
//= power(int256,uint256): ok 10000000000000000000000000000000000000000000000000000000000000000000000000000
//= power(int256,uint256): panic 0x11
//= power(int256,uint256): ok -27
//= power(int256,uint256): ok 0
