// An event declaration without `;`. Good: "A `;` is missing behind the event `Paid`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Paid(address who)

    function f() public {
        emit Paid(msg.sender);
    }
}
