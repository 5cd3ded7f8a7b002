// SPDX-License-Identifier: MIT
// Swaps of array elements, mapping entries and members.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256 y; }

    uint256[2] s = [uint256(1), 2];
    mapping(uint256 => uint256) m;

    function main() external returns (uint256[2] memory, uint256, uint256, uint256[3] memory, P memory) {
        (s[0], s[1]) = (s[1], s[0]);
        m[1] = 10;
        m[2] = 20;
        (m[1], m[2]) = (m[2], m[1]);
        uint256[3] memory a = [uint256(1), 2, 3];
        (a[0], a[2]) = (a[2], a[0]);
        P memory p = P(5, 6);
        (p.x, p.y) = (p.y, p.x);
        return (s, m[1], m[2], a, p);
    }
}

//= deploy: ok
//= main(): ok [2, 1], 20, 10, [3, 2, 1], (6, 5)
