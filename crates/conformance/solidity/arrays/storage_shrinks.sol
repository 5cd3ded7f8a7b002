// SPDX-License-Identifier: MIT
// Assigning a shorter array clears the rest.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;

    function main() external returns (uint256, uint256, uint256) {
        uint256[] memory long = new uint256[](4);
        long[3] = 7;
        a = long;
        uint256 n = a.length;
        a = new uint256[](1);
        a.push();
        a.push();
        a.push();
        return (n, a.length, a[3]);
    }
}

//= deploy: ok
//= main(): ok 4, 4, 0
