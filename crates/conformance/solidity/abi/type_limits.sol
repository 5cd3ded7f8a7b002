// SPDX-License-Identifier: MIT
// type(T).min and type(T).max as constants and as arguments.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B, C }

    uint24 constant MAX = type(uint24).max;

    function main() external pure returns (uint256, int256, uint8, E, bytes memory) {
        uint256 sum = uint256(type(uint8).max) + type(uint16).max;
        return (sum, int256(type(int8).min) + type(int8).max, uint8(type(E).max), type(E).min, abi.encodePacked(type(int16).min, MAX));
    }
}

//= deploy: ok
//= main(): ok 65790, -1, 2, 0, 0x8000ffffff
