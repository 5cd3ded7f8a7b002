// SPDX-License-Identifier: MIT
// delete of a struct leaves its mappings as they are.
pragma solidity ^0.8.20;

contract Test {
    struct S { uint256 a; mapping(uint256 => uint256) m; }

    S s;

    function main() external returns (uint256, uint256, uint256) {
        s.a = 1;
        s.m[1] = 2;
        s.m[2] = 3;
        delete s;
        uint256 kept = s.m[1];
        delete s.m[2];
        return (s.a, kept, s.m[2]);
    }
}

//= deploy: ok
//= main(): ok 0, 2, 0
