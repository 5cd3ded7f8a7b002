// SPDX-License-Identifier: MIT
// Functions as parameters: map, filter and fold.
pragma solidity ^0.8.20;

contract Test {
    function map(uint256[] memory a, function(uint256) pure returns (uint256) f) internal pure returns (uint256[] memory r) {
        r = new uint256[](a.length);
        for (uint256 i = 0; i < a.length; i++) r[i] = f(a[i]);
    }

    function fold(uint256[] memory a, function(uint256, uint256) pure returns (uint256) f, uint256 start) internal pure returns (uint256 r) {
        r = start;
        for (uint256 i = 0; i < a.length; i++) r = f(r, a[i]);
    }

    function square(uint256 x) internal pure returns (uint256) {
        return x * x;
    }

    function max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }

    function sum(uint256 a, uint256 b) internal pure returns (uint256) {
        return a + b;
    }

    function main() external pure returns (uint256[] memory, uint256, uint256) {
        uint256[] memory a = new uint256[](3);
        (a[0], a[1], a[2]) = (4, 9, 2);
        return (map(a, square), fold(a, max, 0), fold(map(a, square), sum, 1));
    }
}

//= deploy: ok
//= main(): ok [16, 81, 4], 9, 102
