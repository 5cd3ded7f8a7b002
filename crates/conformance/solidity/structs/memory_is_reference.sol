// SPDX-License-Identifier: MIT
// Assigning a memory struct makes another name of it.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256 y; }

    function change(P memory p) internal pure {
        p.y = 9;
    }

    function main() external pure returns (P memory, P memory, P memory) {
        P memory a = P(1, 2);
        P memory b = a;
        P memory c = P(a.x, a.y);
        b.x = 5;
        change(a);
        return (a, b, c);
    }
}

//= deploy: ok
//= main(): ok (5, 9), (5, 9), (1, 2)
