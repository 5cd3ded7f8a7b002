// Writing the length of an array, as before 0.6. Good: "`length` cannot be written. Use `push` and `pop`, or `delete a`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[] private a;

    function f() public {
        a.length = 0;
    }
}
