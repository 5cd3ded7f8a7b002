// SPDX-License-Identifier: MIT
// What the right side of a destructuring reads before anything is written.
pragma solidity ^0.8.20;

contract Test {
    uint256 s = 1;

    function main() external returns (uint256, uint256, uint256, uint256) {
        uint256 a = 10;
        uint256 b = 20;
        (a, b, s) = (b + s, a + s, a + b);
        (uint256 c, uint256 d) = (a++, a++);
        return (a, b * 1000 + s, c, d);
    }
}

//= deploy: ok
//= main(): ok 23, 11030, 21, 22
