// A `view` function that emits an event. Good: "`f` is `view` but emits `E`. Remove `view`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event E();

    function f() public view {
        emit E();
    }
}
