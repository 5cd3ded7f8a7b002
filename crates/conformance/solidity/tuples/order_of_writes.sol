// SPDX-License-Identifier: MIT
// The same place twice on the left: the leftmost value stays.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256[2] memory) {
        uint256 a;
        (a, a, a) = (1, 2, 3);
        uint256[2] memory m;
        (m[0], m[1], m[0]) = (4, 5, 6);
        return (a, m);
    }
}

//= deploy: ok
//= main(): ok 1, [4, 5]
