// SPDX-License-Identifier: MIT
// Shifts of fixed bytes move towards the first or the last byte.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes4, bytes4, bytes4, bytes4, bytes1, bytes32) {
        bytes4 b = 0x01020304;
        bytes1 c = 0xff;
        bytes32 d = bytes32(uint256(1));
        return (b << 8, b >> 8, b << 4, b >> 32, c >> 4, d << 255);
    }
}

//= deploy: ok
//= main(): ok 0x02030400, 0x00010203, 0x10203040, 0x00000000, 0x0f, 0x8000000000000000000000000000000000000000000000000000000000000000
