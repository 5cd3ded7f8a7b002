// SPDX-License-Identifier: MIT
// Increments of state, elements, fields and mapping entries.
pragma solidity ^0.8.20;

contract Test {
    struct S { uint8 a; int16 b; }

    uint256 n = 9;
    uint8[3] list;
    mapping(address => uint256) counts;
    S s;

    function main() external returns (uint256, uint8, uint256, uint8, int16, uint256) {
        n++;
        list[1]++;
        ++list[1];
        counts[msg.sender]++;
        s.a++;
        s.b--;
        uint256 old = counts[msg.sender]++;
        return (n, list[1], counts[msg.sender], s.a, s.b, old);
    }
}

//= deploy: ok
//= main(): ok 10, 2, 2, 1, -1, 1
