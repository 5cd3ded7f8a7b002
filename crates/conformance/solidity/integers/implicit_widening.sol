// SPDX-License-Identifier: MIT
// Smaller integers convert to larger ones by themselves, signs extended.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, int256, int256, int24) {
        uint8 a = 255;
        uint40 b = a;
        int8 c = -1;
        int24 d = c;
        return (a, b, c, d, int16(-32768));
    }
}

//= deploy: ok
//= main(): ok 255, 255, -1, -1, -32768
