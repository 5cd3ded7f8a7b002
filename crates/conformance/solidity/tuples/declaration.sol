// SPDX-License-Identifier: MIT
// Declarations of several variables, with gaps.
pragma solidity ^0.8.20;

contract Test {
    function f() internal pure returns (uint256, bool, string memory) {
        return (7, true, "x");
    }

    function main() external pure returns (uint256, bool, string memory, uint256) {
        (uint256 a, bool b, string memory c) = f();
        (, bool d, ) = f();
        (uint256 e, , ) = f();
        return (a, b && d, c, e);
    }
}

//= deploy: ok
//= main(): ok 7, true, "x", 7
