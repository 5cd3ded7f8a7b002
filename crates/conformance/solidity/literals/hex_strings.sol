// SPDX-License-Identifier: MIT
// Hex literals are bytes, also for fixed bytes.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes memory, bytes3, bytes4, bytes32, uint256) {
        bytes memory b = hex"00_ff_10";
        return (b, hex"010203", hex"0102", hex"ff", b.length);
    }
}

//= deploy: ok
//= main(): ok 0x00ff10, 0x010203, 0x01020000, 0xff00000000000000000000000000000000000000000000000000000000000000, 3
