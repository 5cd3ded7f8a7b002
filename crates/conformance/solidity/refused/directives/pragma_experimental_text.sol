// An experimental pragma with a text. Good: names it.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

pragma experimental "v0.5.0";

contract C {}
