// SPDX-License-Identifier: MIT
// A constant shifted left by a variable, and a variable by constants.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint8, uint256, uint16) {
        uint8 n = 3;
        uint16 w = 0xff00;
        return (1 << n, uint8(1) << n, 0xff << 248, w >> 8 << 4);
    }
}

//= deploy: ok
//= main(): ok 8, 8, 115339776388732929035197660848497720713218148788040405586178452820382218977280, 4080
