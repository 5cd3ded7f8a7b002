// SPDX-License-Identifier: MIT
// A free function that takes a storage reference and one that takes memory.
pragma solidity ^0.8.20;

struct Counter { uint256 n; }

function bump(Counter storage c) returns (uint256) {
    c.n += 1;
    return c.n;
}

function fill(uint256[] memory a, uint256 v) pure {
    for (uint256 i = 0; i < a.length; i++) a[i] = v;
}

contract Test {
    Counter counter;

    function main() external returns (uint256, uint256, uint256) {
        bump(counter);
        uint256 r = bump(counter);
        uint256[] memory a = new uint256[](2);
        fill(a, 7);
        return (counter.n, r, a[0] + a[1]);
    }
}

//= deploy: ok
//= main(): ok 2, 2, 14
