// The selector of an internal function. Good: "`f` is `internal`, so it has no selector."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() internal pure {}

    function g() public pure returns (bytes4) {
        return f.selector;
    }
}
