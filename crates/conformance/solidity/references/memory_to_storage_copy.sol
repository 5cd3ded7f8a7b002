// SPDX-License-Identifier: MIT
// An array written to storage is a copy.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;
    uint256[2][] b;

    function main() external returns (uint256[] memory, uint256[2][] memory) {
        uint256[] memory m = new uint256[](1);
        m[0] = 1;
        a = m;
        m[0] = 2;
        uint256[2] memory row = [uint256(3), 4];
        b.push(row);
        row[0] = 5;
        b.push(row);
        b[0][1] = 6;
        return (a, b);
    }
}

//= deploy: ok
//= main(): ok [1], [[3, 6], [5, 4]]
