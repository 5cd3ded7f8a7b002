// SPDX-License-Identifier: MIT
// A conditional chooses a place of memory or storage, not a copy.
pragma solidity ^0.8.20;

contract Test {
    uint256[] left;
    uint256[] right;

    function main() external returns (uint256, uint256, uint256, uint256) {
        left.push(1);
        right.push(2);
        bool l = false;
        uint256[] storage chosen = l ? left : right;
        chosen.push(3);
        uint256[] memory a = new uint256[](1);
        uint256[] memory b = new uint256[](1);
        (l ? a : b)[0] = 9;
        return (left.length, right.length, a[0], b[0]);
    }
}

//= deploy: ok
//= main(): ok 1, 2, 0, 9
