// A constant with the name of an inherited struct. Good: "The name `Fee` is already that of a struct in `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    struct Fee {
        uint256 part;
    }
}

contract B is A {}

contract C is B {
    uint256 private constant Fee = 2;
}
