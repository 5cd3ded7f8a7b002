// SPDX-License-Identifier: MIT
// Building and walking fixed bytes.
pragma solidity ^0.8.20;

contract Test {
    function reverse(bytes4 b) internal pure returns (bytes4 r) {
        for (uint256 i = 0; i < 4; i++) r |= bytes4(b[i]) >> (8 * (3 - i));
    }

    function countZero(bytes32 b) internal pure returns (uint256 n) {
        for (uint256 i = 0; i < b.length; i++) if (b[i] == 0) n++;
    }

    function main() external pure returns (bytes4, uint256, uint256) {
        return (reverse(0x01020304), countZero("abc"), countZero(bytes32(type(uint256).max)));
    }
}

//= deploy: ok
//= main(): ok 0x04030201, 29, 0
