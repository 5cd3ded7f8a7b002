// SPDX-License-Identifier: MIT
// An array of mappings, and a struct array with mappings.
pragma solidity ^0.8.20;

contract Test {
    mapping(uint256 => uint256)[] list;

    function main() external returns (uint256, uint256, uint256) {
        list.push();
        list.push();
        list[0][5] = 1;
        list[1][5] = 2;
        mapping(uint256 => uint256) storage m = list[1];
        m[6] = 3;
        return (list[0][5], list[1][5] + list[1][6] * 10, list.length);
    }
}

//= deploy: ok
//= main(): ok 1, 32, 2
