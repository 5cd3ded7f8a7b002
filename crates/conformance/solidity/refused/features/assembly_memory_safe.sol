// Inline assembly with a flag. Good: the message of inline assembly, once, with the span of the whole block.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function freePointer() public pure returns (uint256 at) {
        assembly ("memory-safe") {
            at := mload(0x40)
        }
    }
}
