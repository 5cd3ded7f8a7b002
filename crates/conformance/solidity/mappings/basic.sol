// SPDX-License-Identifier: MIT
// Reading, writing and deleting entries; missing ones are zero.
pragma solidity ^0.8.20;

contract Test {
    mapping(uint256 => uint256) m;

    function main() external returns (uint256, uint256, uint256, uint256) {
        uint256 a = m[1];
        m[1] = 5;
        m[type(uint256).max] = 6;
        m[1] += 2;
        uint256 b = m[1];
        delete m[1];
        return (a, b, m[1], m[type(uint256).max]);
    }
}

//= deploy: ok
//= main(): ok 0, 7, 0, 6
