// SPDX-License-Identifier: MIT
// The parts of a tuple convert to the types on the left.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, int256, bytes4, string memory) {
        uint8 a = 200;
        int16 b = -5;
        bytes2 c = 0x0102;
        (uint256 x, int256 y, bytes4 z, string memory s) = (a, b, c, "lit");
        return (x, y, z, s);
    }
}

//= deploy: ok
//= main(): ok 200, -5, 0x01020000, "lit"
