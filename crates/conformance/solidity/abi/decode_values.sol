// SPDX-License-Identifier: MIT
// abi.decode of value types.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint8, int16, bool, address, bytes3) {
        bytes memory d = abi.encode(uint8(255), int16(-5), true, address(0xaa), bytes3(0x010203));
        return abi.decode(d, (uint8, int16, bool, address, bytes3));
    }
}

//= deploy: ok
//= main(): ok 255, -5, true, 0x00000000000000000000000000000000000000aa, 0x010203
