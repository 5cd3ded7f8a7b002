// SPDX-License-Identifier: MIT
// The sides of a conditional meet in a common type.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, int256, bytes memory, address) {
        bool t = true;
        uint8 a = 1;
        uint16 b = 1000;
        int8 c = -5;
        bytes memory d = hex"0102";
        return (t ? a : b, t ? int16(c) : int16(100), t ? d : bytes(""), t ? address(1) : address(2));
    }
}

//= deploy: ok
//= main(): ok 1, -5, 0x0102, 0x0000000000000000000000000000000000000001
