// SPDX-License-Identifier: MIT
// Structs as parameters and results of functions.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256 y; }

    P s = P(1, 2);

    function add(P memory a, P memory b) internal pure returns (P memory) {
        return P(a.x + b.x, a.y + b.y);
    }

    function same(P memory a) internal pure returns (P memory) {
        return a;
    }

    function ofStorage() internal view returns (P storage) {
        return s;
    }

    function main() external returns (P memory, P memory, P memory) {
        P memory a = P(10, 20);
        P memory b = same(a);
        b.x = 11;
        P memory c = add(a, ofStorage());
        ofStorage().y = 50;
        return (a, c, s);
    }
}

//= deploy: ok
//= main(): ok (11, 20), (12, 22), (1, 50)
