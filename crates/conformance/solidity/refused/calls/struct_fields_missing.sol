// A struct made with too few values. Good: "`P` has 3 members (`x`, `y`, `z`); 2 are given."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct P {
        uint256 x;
        uint256 y;
        uint256 z;
    }

    function f() public pure returns (uint256) {
        P memory p = P(1, 2);
        return p.x;
    }
}
