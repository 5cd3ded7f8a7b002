// A modifier with the name of an inherited function. Good: "The name `lock` is already that of a function in `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function lock() external {}
}

contract C is A {
    modifier lock() {
        _;
    }
}
