// `return` with a value in a modifier. Good: "A modifier cannot return a value; a bare `return;` leaves it."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    modifier m() {
        return 1;
        _;
    }

    function f() public m {}
}
