// SPDX-License-Identifier: MIT
// The short names are the 256-bit types.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, uint, int) {
        return (type(uint).max == type(uint256).max, type(int).min == type(int256).min, type(uint).max, type(int).min);
    }
}

//= deploy: ok
//= main(): ok true, true, 115792089237316195423570985008687907853269984665640564039457584007913129639935, -57896044618658097711785492504343953926634992332820282019728792003956564819968
