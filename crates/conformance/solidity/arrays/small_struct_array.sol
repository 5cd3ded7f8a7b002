// SPDX-License-Identifier: MIT
// An array of structs that fit one word.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint16 a; int16 b; bool c; }

    P[] ps;
    P[2] fixedPs;

    function main() external returns (P[] memory, P[2] memory) {
        ps.push(P(1, -1, true));
        ps.push(P(65535, -32768, false));
        ps.push(ps[0]);
        ps[1].b++;
        ps[0].b = 32767;
        fixedPs[1] = ps[1];
        fixedPs[0].c = true;
        return (ps, fixedPs);
    }
}

//= deploy: ok
//= main(): ok [(1, 32767, true), (65535, -32767, false), (1, -1, true)], [(0, 0, true), (65535, -32767, false)]
