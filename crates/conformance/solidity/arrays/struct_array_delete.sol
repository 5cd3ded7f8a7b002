// SPDX-License-Identifier: MIT
// delete of an element, of a member and of all of an array of structs.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint8 a; uint256[] l; string s; }

    P[] ps;

    function main() external returns (P[] memory, uint256, uint256) {
        for (uint8 i = 1; i < 4; i++) {
            P storage p = ps.push();
            p.a = i;
            p.l.push(i);
            p.s = "text";
        }
        delete ps[0];
        delete ps[1].l;
        P[] memory before = ps;
        delete ps;
        ps.push();
        return (before, ps.length, ps[0].l.length);
    }
}

//= deploy: ok
//= main(): ok [(0, [], ""), (2, [], "text"), (3, [3], "text")], 1, 0
