// SPDX-License-Identifier: MIT
// A push whose argument reads the same array.
pragma solidity ^0.8.20;

contract Test {
    uint256[] a;

    function main() external returns (uint256[] memory) {
        a.push(a.length);
        a.push(a.length);
        a.push() = a.length;
        a.push(a[a.length - 1] + 10);
        return a;
    }
}

//= deploy: ok
//= main(): ok [0, 1, 2, 12]
