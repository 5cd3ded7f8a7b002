// A modifier that is `public`. Good: says that a modifier has no visibility.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    modifier m() public {
        _;
    }

    function f() public m {}
}
