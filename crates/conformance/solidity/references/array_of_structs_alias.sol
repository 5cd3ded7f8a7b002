// SPDX-License-Identifier: MIT
// Loops that change structs of a memory array through a local.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256 y; }

    function scale(P[] memory ps, uint256 by) internal pure returns (P[] memory) {
        for (uint256 i = 0; i < ps.length; i++) {
            P memory p = ps[i];
            p.x *= by;
            (p.x, p.y) = (p.y, p.x);
        }
        return ps;
    }

    function main() external pure returns (P[] memory, uint256) {
        P[] memory a = new P[](2);
        a[0] = P(1, 2);
        a[1] = P(3, 4);
        P[] memory b = scale(a, 10);
        b[0] = P(7, 7);
        return (a, b.length);
    }
}

//= deploy: ok
//= main(): ok [(7, 7), (4, 30)], 2
