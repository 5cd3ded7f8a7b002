// SPDX-License-Identifier: MIT
// Library functions that fail, inside expressions and unchecked blocks.
//? f(uint256 200)
//? f(uint256 256)
//? g(uint256 57896044618658097711785492504343953926634992332820282019728792003956564819967)
//? g(uint256 57896044618658097711785492504343953926634992332820282019728792003956564819968)
pragma solidity ^0.8.20;

library Cast {
    error TooLarge(uint8 bits, uint256 value);

    function toUint8(uint256 x) internal pure returns (uint8) {
        if (x > type(uint8).max) revert TooLarge(8, x);
        return uint8(x);
    }

    function toInt256(uint256 x) internal pure returns (int256) {
        if (x > uint256(type(int256).max)) revert TooLarge(255, x);
        return int256(x);
    }
}

contract Test {
    using Cast for uint256;

    function f(uint256 x) external pure returns (uint8) {
        unchecked {
            return x.toUint8() + 100;
        }
    }

    function g(uint256 x) external pure returns (int256) {
        return -x.toInt256();
    }
}

//= deploy: ok
//= f(uint256): ok 44
//= f(uint256): revert TooLarge(uint8,uint256) (8, 256)
//= g(uint256): ok -57896044618658097711785492504343953926634992332820282019728792003956564819967
//= g(uint256): revert TooLarge(uint8,uint256) (255, 57896044618658097711785492504343953926634992332820282019728792003956564819968)
