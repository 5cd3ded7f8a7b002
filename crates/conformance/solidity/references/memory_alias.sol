// SPDX-License-Identifier: MIT
// Two names of one array of memory.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, bool) {
        uint256[] memory a = new uint256[](2);
        uint256[] memory b = a;
        b[0] = 5;
        a[1] = 6;
        a = new uint256[](1);
        a[0] = 7;
        return (b[0] * 10 + b[1], a[0], a.length != b.length);
    }
}

//= deploy: ok
//= main(): ok 56, 7, true
