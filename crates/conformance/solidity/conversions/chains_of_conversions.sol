// SPDX-License-Identifier: MIT
// The order of two conversions decides the number.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (int256, int256, uint256, uint256, int16) {
        int8 a = -1;
        uint8 b = 200;
        return (int256(uint256(uint8(a))), int256(a), uint256(int256(int8(b))), uint256(b), int16(int8(b)));
    }
}

//= deploy: ok
//= main(): ok 255, -1, 115792089237316195423570985008687907853269984665640564039457584007913129639880, 200, -56
