// A pointer of C. Good: "There are no pointers. For a reference to storage write `uint256[] storage p`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[] private list;

    function f() public view returns (uint256) {
        uint256* p = &list[0];
        return *p;
    }
}
