// SPDX-License-Identifier: MIT
// New arrays of memory, their length and elements.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256[] memory, uint256) {
        uint256 n = 3;
        uint256[] memory a = new uint256[](n);
        a[0] = 5;
        a[n - 1] = a[0] + 1;
        uint256[] memory none = new uint256[](0);
        return (a.length, a, none.length);
    }
}

//= deploy: ok
//= main(): ok 3, [5, 0, 6], 0
