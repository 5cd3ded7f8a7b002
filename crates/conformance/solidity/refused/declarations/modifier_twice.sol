// A base constructor called as a modifier where there is no such base. Good: "`A` is no base of `C`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    constructor(uint256) {}
}

contract C {
    constructor() A(1) {}
}
