// SPDX-License-Identifier: MIT
// Mappings of mappings, with names of keys and values.
pragma solidity ^0.8.20;

contract Test {
    mapping(address owner => mapping(address spender => uint256 amount)) allowance;
    mapping(uint256 => mapping(bytes2 => mapping(bool => int8))) deep;

    function main() external returns (uint256, uint256, int8, int8) {
        allowance[address(1)][address(2)] = 5;
        allowance[address(2)][address(1)] += 6;
        deep[1][0x0102][true] = -1;
        deep[1][0x0102][false]--;
        deep[1][0x0102][false]--;
        return (allowance[address(1)][address(2)], allowance[address(2)][address(1)], deep[1][0x0102][true], deep[1][0x0102][false]);
    }
}

//= deploy: ok
//= main(): ok 5, 6, -1, -2
