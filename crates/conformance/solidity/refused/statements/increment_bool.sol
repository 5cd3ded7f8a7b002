// `++` on a boolean. Good: "`++` needs an integer, not a `bool`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    bool private b;

    function f() public {
        b++;
    }
}
