// SPDX-License-Identifier: MIT
// Decimal, hex and separated literals are the same numbers.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256, uint256) {
        return (255, 0xff, 1_000_000, 0xFf_Ff, 1_0 - 0x0A + 1);
    }
}

//= deploy: ok
//= main(): ok 255, 255, 1000000, 65535, 1
