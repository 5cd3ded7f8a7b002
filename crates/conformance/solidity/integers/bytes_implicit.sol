// SPDX-License-Identifier: MIT
// Smaller fixed bytes convert to larger ones by themselves.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes4, bytes32, bool) {
        bytes2 a = 0xabcd;
        bytes4 b = a;
        bytes32 c = b;
        return (b, c, c == a);
    }
}

//= deploy: ok
//= main(): ok 0xabcd0000, 0xabcd000000000000000000000000000000000000000000000000000000000000, true
