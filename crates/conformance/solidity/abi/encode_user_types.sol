// SPDX-License-Identifier: MIT
// Encoding of enums, user-defined types, contracts and payable addresses.
pragma solidity ^0.8.20;

interface IThing {}

enum E { A, B }

type Id is uint24;

contract Test {
    function main() external view returns (bytes memory, bytes memory) {
        return (
            abi.encode(E.B, Id.wrap(5), IThing(address(6)), payable(msg.sender)),
            abi.encodePacked(E.B, Id.wrap(5), IThing(address(6)), payable(msg.sender))
        );
    }
}

//= deploy: ok
//= main(): ok 0x0000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000000500000000000000000000000000000000000000000000000000000000000000060000000000000000000000000000000000000000000000000000000000000001, 0x0100000500000000000000000000000000000000000000060000000000000000000000000000000000000001
