// SPDX-License-Identifier: MIT
// Empty blocks and loops.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 i) {
        {}
        if (i > 0) {} else {}
        for (i = 0; i < 4; i++) {}
        while (false) {}
        unchecked {}
    }
}

//= deploy: ok
//= main(): ok 4
