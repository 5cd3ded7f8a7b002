// A function that is `virtual` twice. Good: shows both words.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public virtual virtual {}
}
