// SPDX-License-Identifier: MIT
// A storage array read into memory is a copy of all levels.
pragma solidity ^0.8.20;

contract Test {
    uint256[][] a;

    function main() external returns (uint256, uint256, uint256) {
        a.push().push(1);
        uint256[][] memory m = a;
        m[0][0] = 2;
        a[0].push(3);
        uint256[] memory row = a[0];
        a[0][0] = 4;
        return (a[0][0], m[0][0] * 10 + m[0].length, row[0] * 10 + row.length);
    }
}

//= deploy: ok
//= main(): ok 4, 21, 12
