// SPDX-License-Identifier: MIT
// abi.encode of value types: one word each.
pragma solidity ^0.8.20;

contract Test {
    enum E { A, B }

    function main() external pure returns (bytes memory, bytes memory, bytes memory) {
        return (abi.encode(uint8(5), int16(-2), true), abi.encode(address(7), bytes3(0x010203), E.B), abi.encode());
    }
}

//= deploy: ok
//= main(): ok 0x0000000000000000000000000000000000000000000000000000000000000005fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0000000000000000000000000000000000000000000000000000000000000001, 0x000000000000000000000000000000000000000000000000000000000000000701020300000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001, 0x
