// An event without `emit`. Good: "An event is sent with `emit`: `emit Paid(msg.sender);`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Paid(address who);

    function f() public {
        Paid(msg.sender);
    }
}
