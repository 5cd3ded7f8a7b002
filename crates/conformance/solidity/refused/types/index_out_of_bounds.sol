// A constant index outside a fixed array. Good: "Index 3 is outside of the array, which has 3 elements (0 to 2)."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[3] private a;

    function f() public view returns (uint256) {
        return a[3];
    }
}
