// SPDX-License-Identifier: MIT
// Swapping structs in memory and members in storage.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; }

    P s;
    P t;

    function main() external returns (uint256, uint256, uint256, uint256) {
        P memory a = P(1);
        P memory b = P(2);
        (a, b) = (b, a);
        s.x = 3;
        t.x = 4;
        (s.x, t.x) = (t.x, s.x);
        return (a.x, b.x, s.x, t.x);
    }
}

//= deploy: ok
//= main(): ok 2, 1, 4, 3
