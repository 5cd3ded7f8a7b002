// SPDX-License-Identifier: MIT
// Single bytes need a conversion for arithmetic.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes1, uint8, bool, bytes1) {
        bytes1 b = "a";
        uint8 n = uint8(b) - 32;
        return (bytes1(n), n, b >= "a" && b <= "z", bytes1(uint8(b) ^ 0x20));
    }
}

//= deploy: ok
//= main(): ok 0x41, 65, true, 0x41
