// SPDX-License-Identifier: MIT
// A struct in a struct in memory is a reference to the inner one.
pragma solidity ^0.8.20;

contract Test {
    struct In { uint256 v; }
    struct Out { In a; In b; }

    function main() external pure returns (Out memory, uint256, Out memory) {
        In memory i = In(1);
        Out memory o = Out(i, i);
        o.a.v = 7;
        Out memory p = Out(In(1), In(2));
        p.a = p.b;
        p.b.v = 5;
        return (o, i.v, p);
    }
}

//= deploy: ok
//= main(): ok ((7), (7)), 7, ((5), (5))
