// SPDX-License-Identifier: MIT
// Fixed bytes compare as big-endian numbers.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, bool, bool, bool) {
        bytes2 a = 0x0100;
        bytes2 b = 0x00ff;
        bytes4 c = 0x01000000;
        return (a > b, a == c, a <= b, bytes3("abc") < "abd", a != 0);
    }
}

//= deploy: ok
//= main(): ok true, true, false, true, true
