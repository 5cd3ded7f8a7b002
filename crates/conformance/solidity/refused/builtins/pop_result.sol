// The result of `pop`. Good: "`pop` returns nothing. Read the last element first: `a[a.length - 1]`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256[] private a;

    function f() public returns (uint256) {
        uint256 last = a.pop();
        return last;
    }
}
