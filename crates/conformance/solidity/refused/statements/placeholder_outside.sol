// `_` outside of a modifier. Good: "`_` marks the function's body, in modifiers only."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        _;
    }
}
