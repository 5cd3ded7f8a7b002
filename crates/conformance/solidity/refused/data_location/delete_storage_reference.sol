// Deleting a local reference. Good: "`delete p` would delete the reference. Write `delete list[0]`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[] private list;

    function f() public {
        uint256[] storage p = list;
        delete p;
    }
}
