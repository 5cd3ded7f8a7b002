// SPDX-License-Identifier: MIT
// Addresses from numbers of several widths.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (address, address, address, bool) {
        uint256 big = type(uint256).max - 1;
        uint8 small = 7;
        return (address(uint160(big)), address(uint160(small)), address(uint160(0)), address(0) == address(uint160(big - big)));
    }
}

//= deploy: ok
//= main(): ok 0xfffffffffffffffffffffffffffffffffffffffe, 0x0000000000000000000000000000000000000007, 0x0000000000000000000000000000000000000000, true
