// SPDX-License-Identifier: MIT
// A bitmap of flags in one word.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256 set, uint256 count, bool seven, bool eight) {
        uint8[4] memory bits = [0, 7, 63, 255];
        for (uint256 i = 0; i < bits.length; i++) set |= 1 << bits[i];
        set &= ~(uint256(1) << 63);
        for (uint256 w = set; w != 0; w &= w - 1) count++;
        seven = set & (1 << 7) != 0;
        eight = (set >> 8) & 1 == 1;
    }
}

//= deploy: ok
//= main(): ok 57896044618658097711785492504343953926634992332820282019728792003956564820097, 3, true, false
