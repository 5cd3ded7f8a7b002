// A state variable with the name of an inherited one. Good: "`owner` is declared in `A` already. Choose another name."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    address internal owner;
}

contract C is A {
    address internal owner;
}
