// A free function that is `virtual`. Good: "not inherited".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

function f() virtual {}

contract C {}
