// SPDX-License-Identifier: MIT
// Functions called inside an unchecked block keep their own checks.
//? inside()
//? called()
pragma solidity ^0.8.20;

contract Test {
    function inc(uint8 x) internal pure returns (uint8) {
        return x + 1;
    }

    function inside() external pure returns (uint8 r) {
        uint8 x = 255;
        unchecked {
            r = x + 1;
        }
    }

    function called() external pure returns (uint8 r) {
        unchecked {
            r = inc(255);
        }
    }
}

//= deploy: ok
//= inside(): ok 0
//= called(): panic 0x11
