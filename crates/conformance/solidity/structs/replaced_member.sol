// SPDX-License-Identifier: MIT
// Replacing an inner struct of memory does not change other names of the old one.
pragma solidity ^0.8.20;

contract Test {
    struct In { uint256 v; }
    struct Out { In a; }

    function main() external pure returns (uint256, uint256, uint256) {
        Out memory o = Out(In(1));
        In memory old = o.a;
        o.a = In(2);
        old.v = 5;
        In memory fresh = o.a;
        fresh.v += 10;
        return (old.v, o.a.v, fresh.v);
    }
}

//= deploy: ok
//= main(): ok 5, 12, 12
