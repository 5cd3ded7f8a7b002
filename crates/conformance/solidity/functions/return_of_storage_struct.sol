// SPDX-License-Identifier: MIT
// Structs of storage returned as memory and as storage.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256[] l; }

    P p;

    function byCopy() internal view returns (P memory) {
        return p;
    }

    function byPlace() internal view returns (P storage q) {
        q = p;
    }

    function main() external returns (P memory, uint256) {
        byPlace().x = 5;
        byPlace().l.push(6);
        P memory c = byCopy();
        c.x = 7;
        byCopy().l[0] = 9;
        return (p, c.x);
    }
}

//= deploy: ok
//= main(): ok (5, [6]), 7
