// SPDX-License-Identifier: MIT
// Fixed bytes grow and shrink on the right.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes1, bytes2, bytes6, bytes4) {
        bytes4 b = 0x01020304;
        return (bytes1(b), bytes2(b), bytes6(b), bytes4(bytes1(b)));
    }
}

//= deploy: ok
//= main(): ok 0x01, 0x0102, 0x010203040000, 0x01000000
