// SPDX-License-Identifier: MIT
// Loop variables of small types, counting up and down.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 up, int256 down, uint256 bits) {
        for (uint8 i = 250; i < 255; i++) up += i;
        for (int8 i = 3; i >= -3; i--) down = down * 2 + i;
        for (uint256 i = 1; i != 0; i <<= 1) bits++;
    }
}

//= deploy: ok
//= main(): ok 1260, 261, 256
