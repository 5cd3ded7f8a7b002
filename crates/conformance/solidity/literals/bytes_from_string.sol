// SPDX-License-Identifier: MIT
// A string literal is padded on the right as fixed bytes.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes1, bytes4, bytes32, bytes3) {
        return ("a", "ab", "hello world", "");
    }
}

//= deploy: ok
//= main(): ok 0x61, 0x61620000, 0x68656c6c6f20776f726c64000000000000000000000000000000000000000000, 0x000000
