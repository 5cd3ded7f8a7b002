// An `int16` and a `uint8` added. Good: "There is no operator `+`" with both types.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        int16 a = -1;
        uint8 b = 2;
        require(a + b > 0);
    }
}
