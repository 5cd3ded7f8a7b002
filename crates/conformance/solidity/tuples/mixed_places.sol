// SPDX-License-Identifier: MIT
// One assignment to a local, to state, to an element and to a member.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint8 x; }

    uint256 s;
    uint256[] list;
    P p;

    function f() internal pure returns (uint256, uint256, uint256, uint8) {
        return (1, 2, 3, 4);
    }

    function main() external returns (uint256, uint256, uint256, uint8) {
        uint256 a;
        list.push();
        (a, s, list[0], p.x) = f();
        return (a, s, list[0], p.x);
    }
}

//= deploy: ok
//= main(): ok 1, 2, 3, 4
