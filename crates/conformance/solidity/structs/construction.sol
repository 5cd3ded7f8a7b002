// SPDX-License-Identifier: MIT
// Structs made by position and by name.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; int8 y; bool z; }

    function main() external pure returns (P memory, P memory, bool) {
        P memory a = P(1, -2, true);
        P memory b = P({z: false, x: 3, y: 4});
        return (a, b, a.x + 2 == b.x);
    }
}

//= deploy: ok
//= main(): ok (1, -2, true), (3, 4, false), true
