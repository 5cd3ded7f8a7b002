// A `view` function that calls one that writes. Good: "`g` is `view` but calls `f`, which is not. Remove `view`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private x;

    function f() public {
        x = 1;
    }

    function g() public view returns (uint256) {
        f();
        return x;
    }
}
