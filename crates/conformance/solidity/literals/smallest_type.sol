// SPDX-License-Identifier: MIT
// A literal takes the smallest type that holds it when joined with a variable.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, int256) {
        uint8 small = 200;
        uint256 a = small + uint256(100);
        uint16 b = uint16(small) + 300;
        int8 c = -128;
        return (a, b, c + int16(-1));
    }
}

//= deploy: ok
//= main(): ok 300, 500, -129
