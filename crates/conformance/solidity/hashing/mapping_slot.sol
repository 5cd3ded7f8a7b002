// SPDX-License-Identifier: MIT
// The hash of two words, as in the place of a mapping's entry.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes32, bytes32, uint256) {
        bytes32 a = keccak256(abi.encode(uint256(5), uint256(0)));
        bytes32 b = keccak256(bytes.concat(bytes32(uint256(5)), bytes32(0)));
        return (a, b, uint256(a) % 1000);
    }
}

//= deploy: ok
//= main(): ok 0x2b232c97452f0950c94e2539fdc7e69d21166113cf7a9bcb99b220a3fe5d720a, 0x2b232c97452f0950c94e2539fdc7e69d21166113cf7a9bcb99b220a3fe5d720a, 170
