// SPDX-License-Identifier: MIT
// Rows of a nested array assigned to each other.
pragma solidity ^0.8.20;

contract Test {
    uint256[][] a;

    function main() external returns (uint256[][] memory) {
        a.push().push(1);
        a.push().push(2);
        a.push();
        a[2] = a[0];
        a[0] = a[1];
        a[1].push(3);
        a[2].push(4);
        uint256[] memory row = a[1];
        a[0] = row;
        row[0] = 9;
        return a;
    }
}

//= deploy: ok
//= main(): ok [[2, 3], [2, 3], [1, 4]]
