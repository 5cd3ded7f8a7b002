// SPDX-License-Identifier: MIT
// Operands of different widths compare by value.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, bool, bool) {
        uint8 a = 255;
        uint256 b = 255;
        int8 c = -1;
        int256 d = -1;
        bytes2 e = 0xab00;
        bytes1 f = 0xab;
        return (a == b, c == d, e == f, a > 254);
    }
}

//= deploy: ok
//= main(): ok true, true, true, true
