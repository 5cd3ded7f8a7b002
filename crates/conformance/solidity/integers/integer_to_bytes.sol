// SPDX-License-Identifier: MIT
// An integer becomes fixed bytes of its own size.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes1, bytes2, bytes4, bytes20, bytes32) {
        return (bytes1(uint8(0x41)), bytes2(uint16(0x41)), bytes4(uint32(0xdeadbeef)), bytes20(uint160(1)), bytes32(uint256(1)));
    }
}

//= deploy: ok
//= main(): ok 0x41, 0x0041, 0xdeadbeef, 0x0000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000001
