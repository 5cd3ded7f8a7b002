// SPDX-License-Identifier: MIT
// The largest numbers by several spellings.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, bool, bool, bool) {
        return (
            type(uint256).max == 2**256 - 1,
            type(int256).min == -2**255,
            ~uint256(0) == type(uint256).max,
            uint8(255) == type(uint8).max,
            type(uint256).max == 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
        );
    }
}

//= deploy: ok
//= main(): ok true, true, true, true, true
