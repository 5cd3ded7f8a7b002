// SPDX-License-Identifier: MIT
// A member of a struct that the right side replaces.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256 y; }

    function fresh(P memory p) internal pure returns (uint256) {
        p.y = 7;
        return 5;
    }

    function main() external pure returns (uint256, uint256, uint256, uint256) {
        P memory a = P(1, 2);
        P memory b = a;
        a.x = (a = P(3, 4)).y;
        P memory c = P(0, 0);
        c.x = fresh(c) + c.y;
        return (a.x, b.x, c.x, c.y);
    }
}

//= deploy: ok
//= main(): ok 4, 1, 5, 7
