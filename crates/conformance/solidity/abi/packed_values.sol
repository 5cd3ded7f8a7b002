// SPDX-License-Identifier: MIT
// abi.encodePacked uses no padding.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    function main() external pure returns (bytes memory, bytes memory, bytes memory) {
        return (
            abi.encodePacked(uint8(1), int16(-1), true, uint24(0x010203)),
            abi.encodePacked(address(0xaabb), bytes3("abc"), E.B),
            abi.encodePacked(int8(-128), uint256(1), bytes1(0xff))
        );
    }
}

//= deploy: ok
//= main(): ok 0x01ffff01010203, 0x000000000000000000000000000000000000aabb61626301, 0x800000000000000000000000000000000000000000000000000000000000000001ff
