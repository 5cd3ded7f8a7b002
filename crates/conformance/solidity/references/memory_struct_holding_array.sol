// SPDX-License-Identifier: MIT
// A struct of memory shares the array that it was given.
pragma solidity ^0.8.20;

contract Test {
    struct S { uint256[] list; uint256 n; }

    function main() external pure returns (uint256, uint256, uint256) {
        uint256[] memory l = new uint256[](2);
        S memory s = S(l, 1);
        S memory t = S(s.list, 2);
        l[0] = 5;
        t.list[1] = 6;
        s.list = new uint256[](1);
        return (s.list.length, t.list[0] * 10 + t.list[1], l[1]);
    }
}

//= deploy: ok
//= main(): ok 1, 56, 6
