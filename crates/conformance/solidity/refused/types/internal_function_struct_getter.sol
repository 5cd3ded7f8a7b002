// The getter of a struct with an internal function. Good: "A getter cannot return an internal function."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct Inner {
        function () internal f;
    }
    struct Outer {
        uint256 a;
        Inner inner;
    }

    Outer public outer;
}
