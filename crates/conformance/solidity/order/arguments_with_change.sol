// SPDX-License-Identifier: MIT
// A local changed by a later argument.
pragma solidity ^0.8.20;

contract Test {
    function f(uint256 a, uint256 b, uint256 c) internal pure returns (uint256) {
        return a * 100 + b * 10 + c;
    }

    function main() external pure returns (uint256, uint256) {
        uint256 i = 1;
        uint256 r = f(i, ++i, i++);
        uint256 j = 1;
        uint256 s = f(j++, j++, j);
        return (r, s);
    }
}

//= deploy: ok
//= main(): ok 122, 123
