// SPDX-License-Identifier: MIT
// Gaps on the left of an assignment.
pragma solidity ^0.8.20;

contract Test {
    function f() internal pure returns (uint256, uint256, uint256) {
        return (1, 2, 3);
    }

    uint256 s;

    function main() external returns (uint256, uint256, uint256) {
        uint256 a;
        uint256 b;
        (a, , ) = f();
        (, , b) = f();
        (, s, ) = f();
        return (a, b, s);
    }
}

//= deploy: ok
//= main(): ok 1, 3, 2
