// SPDX-License-Identifier: MIT
// References in tuples stay references.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[] memory, uint256[] memory) {
        uint256[] memory a = new uint256[](1);
        uint256[] memory b = new uint256[](2);
        (a, b) = (b, a);
        a[0] = 5;
        b[0] = 6;
        (uint256[] memory c, ) = (a, b);
        c[1] = 7;
        return (a, b);
    }
}

//= deploy: ok
//= main(): ok [5, 7], [6]
