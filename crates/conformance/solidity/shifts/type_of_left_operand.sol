// SPDX-License-Identifier: MIT
// The result has the type of the left operand whatever the amount's type.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256) {
        uint8 x = 0x81;
        uint256 n = 1;
        uint16 y = x;
        return (x << n, uint256(x) << n, y << n);
    }
}

//= deploy: ok
//= main(): ok 2, 258, 258
