// SPDX-License-Identifier: MIT
// Different arguments with one packed encoding.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, bool) {
        return (
            keccak256(abi.encodePacked("ab", "c")) == keccak256(abi.encodePacked("a", "bc")),
            keccak256(abi.encode("ab", "c")) == keccak256(abi.encode("a", "bc")),
            keccak256(abi.encodePacked(uint16(0x0102))) == keccak256(abi.encodePacked(uint8(1), uint8(2)))
        );
    }
}

//= deploy: ok
//= main(): ok true, false, true
