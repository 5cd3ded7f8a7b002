// SPDX-License-Identifier: MIT
// Single bytes out of a number, and a number out of bytes.
pragma solidity ^0.8.20;

contract Test {
    function toBytes(uint256 x) internal pure returns (bytes memory b) {
        b = new bytes(32);
        for (uint256 i = 32; i > 0; i--) {
            b[i - 1] = bytes1(uint8(x));
            x >>= 8;
        }
    }

    function toNumber(bytes memory b) internal pure returns (uint256 x) {
        for (uint256 i = 0; i < b.length; i++) x = x << 8 | uint8(b[i]);
    }

    function main() external pure returns (bytes memory, uint256, bool) {
        uint256 n = 0x0102030405060708;
        return (toBytes(n), toNumber(hex"0102ff"), keccak256(toBytes(n)) == keccak256(abi.encode(n)));
    }
}

//= deploy: ok
//= main(): ok 0x0000000000000000000000000000000000000000000000000102030405060708, 66303, true
