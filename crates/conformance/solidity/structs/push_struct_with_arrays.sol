// SPDX-License-Identifier: MIT
// Structs with arrays and strings pushed to storage.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256[] l; string s; uint8[2] f; }

    P[] ps;

    function main() external returns (P[] memory, uint256) {
        P memory p = P(new uint256[](2), "first", [1, 2]);
        p.l[1] = 5;
        ps.push(p);
        p.l[1] = 6;
        p.s = "second, a text that takes more than one word of storage";
        p.f[0] = 9;
        ps.push(p);
        ps.push(ps[0]);
        ps[2].l.push(7);
        delete ps[0].l;
        return (ps, ps[2].l.length);
    }
}

//= deploy: ok
//= main(): ok [([], "first", [1, 2]), ([0, 6], "second, a text that takes more than one word of storage", [9, 2]), ([0, 5, 7], "first", [1, 2])], 3
