// SPDX-License-Identifier: MIT
// Fixed bytes and numbers meet at the same size only.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint32, bytes4, bytes32, uint256, bytes1, uint8) {
        bytes4 a = 0xdeadbeef;
        uint256 n = 0x41;
        return (uint32(a), bytes4(uint32(n)), bytes32(n), uint256(bytes32(a)), bytes1(uint8(n)), uint8(a[3]));
    }
}

//= deploy: ok
//= main(): ok 3735928559, 0x00000041, 0x0000000000000000000000000000000000000000000000000000000000000041, 100720434702924942364018397558880508427273416251376888068364465368051161759744, 0x41, 239
