// SPDX-License-Identifier: MIT
// Storage references as parameters.
pragma solidity ^0.8.20;

contract Test {
    struct S { uint256 n; uint256[] list; }

    S s;
    S t;

    function add(S storage x, uint256 v) internal returns (uint256) {
        x.list.push(v);
        x.n += v;
        x = t;
        x.n += 100;
        return x.n;
    }

    function main() external returns (S memory, S memory, uint256) {
        uint256 r = add(s, 5);
        return (s, t, r);
    }
}

//= deploy: ok
//= main(): ok (5, [5]), (100, []), 100
