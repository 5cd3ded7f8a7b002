// SPDX-License-Identifier: MIT
// Constants convert to a type that holds them.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, int8, uint256, bytes1, int256) {
        return (uint8(255), int8(-128), uint256(int256(5)), bytes1(0xff), int256(uint256(2**255 - 1)));
    }
}

//= deploy: ok
//= main(): ok 255, -128, 5, 0xff, 57896044618658097711785492504343953926634992332820282019728792003956564819967
