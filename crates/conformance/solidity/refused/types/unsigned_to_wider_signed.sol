// A `uint8` where an `int16` is needed. Good: says how to convert in two steps.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        uint8 a = 200;
        int16 b = a;
        require(b > 0);
    }
}
