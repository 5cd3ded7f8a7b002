// SPDX-License-Identifier: MIT
// Entries of a mapping copied to each other and to memory.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; string s; }

    mapping(uint256 => P) m;

    function main() external returns (P memory, P memory, P memory) {
        m[1] = P(1, "one");
        m[2] = m[1];
        m[2].x = 2;
        P memory p = m[2];
        p.s = "memory";
        m[3] = p;
        p.x = 99;
        m[1] = m[3];
        delete m[2];
        return (m[1], m[2], m[3]);
    }
}

//= deploy: ok
//= main(): ok (2, "memory"), (0, ""), (2, "memory")
