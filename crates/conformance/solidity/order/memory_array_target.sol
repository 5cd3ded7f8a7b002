// SPDX-License-Identifier: MIT
// An element of a memory array that the right side replaces.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[] memory, uint256[] memory) {
        uint256[] memory a = new uint256[](2);
        uint256[] memory b = a;
        a[0] = (a = new uint256[](3)).length;
        a[1] += (a = new uint256[](4)).length;
        return (a, b);
    }
}

//= deploy: ok
//= main(): ok [0, 4, 0, 0], [0, 0]
