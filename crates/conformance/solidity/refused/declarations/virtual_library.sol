// A library function that is `virtual`. Good: "not inherited".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library L {
    function f() internal virtual {}
}

contract C {}
