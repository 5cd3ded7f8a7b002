// SPDX-License-Identifier: MIT
// Arguments, results and conditionals convert by themselves.
pragma solidity ^0.8.20;

contract Test {
    function wide(uint256 a, int128 b, bytes8 c) internal pure returns (uint256, int256, bytes32) {
        return (a, b, c);
    }

    function narrow() internal pure returns (uint8) {
        return 250;
    }

    function main() external pure returns (uint256, int256, bytes32, uint16) {
        uint16 r = narrow();
        r += narrow();
        (uint256 a, int256 b, bytes32 c) = wide(narrow(), int8(-7), bytes2(0xabcd));
        return (a, b, c, r);
    }
}

//= deploy: ok
//= main(): ok 250, -7, 0xabcd000000000000000000000000000000000000000000000000000000000000, 500
