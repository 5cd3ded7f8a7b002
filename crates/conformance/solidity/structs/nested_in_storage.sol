// SPDX-License-Identifier: MIT
// A struct in a struct in storage is a part of it.
pragma solidity ^0.8.20;

contract Test {
    struct In { uint256 v; uint8 w; }
    struct Out { In a; In b; }

    Out o;

    function main() external returns (Out memory, uint256) {
        o.a = In(1, 2);
        o.b = o.a;
        o.b.v = 7;
        In storage r = o.a;
        r.w = 9;
        o.a.v += r.w;
        return (o, r.v);
    }
}

//= deploy: ok
//= main(): ok ((10, 9), (7, 2)), 10
