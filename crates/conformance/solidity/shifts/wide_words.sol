// SPDX-License-Identifier: MIT
// Shifts of 256 bits at both ends.
//? left(uint256 1, uint256 255)
//? left(uint256 3, uint256 255)
//? left(uint256 1, uint256 256)
//? right(int256 -1, uint256 256)
//? right(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968, uint256 254)
//? right(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968, uint256 255)
pragma solidity ^0.8.20;

contract Test {
    function left(uint256 x, uint256 n) external pure returns (uint256) {
        return x << n;
    }

    function right(int256 x, uint256 n) external pure returns (int256) {
        return x >> n;
    }
}

//= deploy: ok
//= left(uint256,uint256): ok 57896044618658097711785492504343953926634992332820282019728792003956564819968
//= left(uint256,uint256): ok 57896044618658097711785492504343953926634992332820282019728792003956564819968
//= left(uint256,uint256): ok 0
//= right(int256,uint256): ok -1
//= right(int256,uint256): ok -2
//= right(int256,uint256): ok -1
