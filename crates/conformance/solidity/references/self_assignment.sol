// SPDX-License-Identifier: MIT
// Assigning a place to itself, in memory and in storage.
pragma solidity ^0.8.20;

contract Test {
    struct S { uint256 n; uint256[] list; }

    S s;
    uint256[] a = [1, 2, 3];

    function main() external returns (S memory, uint256[] memory, uint256[] memory) {
        s.n = 1;
        s.list.push(2);
        s = s;
        a = a;
        uint256[] memory m = a;
        m = m;
        return (s, a, m);
    }
}

//= deploy: ok
//= main(): ok (1, [2]), [1, 2, 3], [1, 2, 3]
