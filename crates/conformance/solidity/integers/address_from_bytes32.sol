// SPDX-License-Identifier: MIT
// The two ways from a word to an address take different ends of it.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (address, address, bytes32, bytes32) {
        bytes32 w = 0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20;
        address low = address(uint160(uint256(w)));
        address high = address(bytes20(w));
        return (low, high, bytes32(uint256(uint160(low))), bytes32(bytes20(high)));
    }
}

//= deploy: ok
//= main(): ok 0x0d0e0f101112131415161718191a1b1c1d1e1f20, 0x0102030405060708090a0b0c0d0e0f1011121314, 0x0000000000000000000000000d0e0f101112131415161718191a1b1c1d1e1f20, 0x0102030405060708090a0b0c0d0e0f1011121314000000000000000000000000
