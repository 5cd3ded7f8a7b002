// A `_` in an `unchecked` block. Good: "Move it out of the block."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    modifier m() {
        unchecked {
            _;
        }
    }

    function f() public m {}
}
