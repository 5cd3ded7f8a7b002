// SPDX-License-Identifier: MIT
// Assigning between storage and memory copies.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256[] list; }

    P s;

    function main() external returns (uint256, uint256[] memory, uint256, uint256[] memory) {
        s.x = 1;
        s.list.push(10);
        P memory m = s;
        m.x = 2;
        m.list[0] = 20;
        uint256 before = s.x * 100 + s.list[0];
        s = m;
        m.x = 3;
        m.list[0] = 30;
        return (before, s.list, s.x, m.list);
    }
}

//= deploy: ok
//= main(): ok 110, [20], 2, [30]
