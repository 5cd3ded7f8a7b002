// A local array without a place. Good: "`uint256[]` needs a place: `memory` for a copy, `storage` for a reference."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[] private list;

    function f() public view returns (uint256) {
        uint256[] a = list;
        return a.length;
    }
}
