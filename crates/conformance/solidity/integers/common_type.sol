// SPDX-License-Identifier: MIT
// The smaller operand converts to the type of the larger one.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, int256, uint256, int16) {
        uint8 a = 200;
        uint16 b = 300;
        int8 c = -100;
        int16 d = 100;
        uint16 sum = a + b;
        return (sum, c * d, a * b, c - d);
    }
}

//= deploy: ok
//= main(): ok 500, -10000, 60000, -200
