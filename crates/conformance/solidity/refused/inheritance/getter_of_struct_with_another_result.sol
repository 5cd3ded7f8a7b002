// The getter of a struct returns its fields. Good: "`point` returns (uint256, bool), what it overrides returns (uint256, uint256)."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface A {
    function point() external view returns (uint256, uint256);
}

contract C is A {
    struct Point {
        uint256 x;
        uint256[] path;
        bool seen;
    }

    Point public point;
}
