// SPDX-License-Identifier: MIT
// Truncated values are clean when they are compared, stored and widened.
pragma solidity ^0.8.20;

contract Test {
    uint8 stored;

    function main() external returns (bool, uint256, uint256, bool) {
        uint256 x = 0x1ff;
        uint8 y = uint8(x);
        stored = uint8(x + 1);
        unchecked {
            uint8 z = y + 1;
            return (y == 255, uint256(y), stored, z == 0);
        }
    }
}

//= deploy: ok
//= main(): ok true, 255, 0, true
