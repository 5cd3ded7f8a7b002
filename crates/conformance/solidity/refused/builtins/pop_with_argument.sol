// `pop` with an argument. Good: "`pop` takes no argument; it removes the last element."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[] private a;

    function f() public {
        a.pop(0);
    }
}
