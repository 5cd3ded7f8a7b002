// SPDX-License-Identifier: MIT
// The sum of two conversions of literals has their common type.
//? small()
//? large()
pragma solidity ^0.8.20;

contract Test {
    function small() external pure returns (uint256) {
        return uint8(200) + uint8(100);
    }

    function large() external pure returns (uint256) {
        return uint8(200) + uint16(100);
    }
}

//= deploy: ok
//= small(): panic 0x11
//= large(): ok 300
