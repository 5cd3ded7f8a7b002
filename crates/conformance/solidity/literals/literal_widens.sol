// SPDX-License-Identifier: MIT
// A literal too large for the variable's type widens the operation.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, int256, uint256) {
        uint8 a = 200;
        int8 b = -100;
        return (a + 256, a * 1000, b - int16(1000), 65536 + a);
    }
}

//= deploy: ok
//= main(): panic 0x11
