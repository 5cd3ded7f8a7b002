// SPDX-License-Identifier: MIT
// After conversion to a larger signed type signs compare as expected.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bool, bool, bool) {
        int8 a = -1;
        uint8 b = 255;
        int16 c = int16(uint16(b));
        return (a < c, int256(a) < int256(uint256(b)), uint8(a) == b);
    }
}

//= deploy: ok
//= main(): ok true, true, true
