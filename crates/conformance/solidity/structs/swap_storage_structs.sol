// SPDX-License-Identifier: MIT
// Swapping two structs of storage in one assignment does not swap.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256 y; }

    P s = P(1, 2);
    P t = P(3, 4);

    function main() external returns (P memory, P memory) {
        (s, t) = (t, s);
        return (s, t);
    }
}

//= deploy: ok
//= main(): ok (1, 2), (1, 2)
