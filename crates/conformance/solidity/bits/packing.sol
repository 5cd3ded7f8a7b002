// SPDX-License-Identifier: MIT
// Several small values in one word and out again.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, address, uint64, uint32) {
        address who = 0x00000000000000000000000000000000000000AA;
        uint64 time = 1700000000;
        uint32 n = 0xfffffffe;
        uint256 word = uint256(uint160(who)) << 96 | uint256(time) << 32 | n;
        return (word, address(uint160(word >> 96)), uint64(word >> 32), uint32(word));
    }
}

//= deploy: ok
//= main(): ok 13468787627432238835309966524414, 0x00000000000000000000000000000000000000aa, 1700000000, 4294967294
