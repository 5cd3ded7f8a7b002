// `emit` without parentheses. Good: "Write `emit Done();`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Done();

    function f() public {
        emit Done;
    }
}
