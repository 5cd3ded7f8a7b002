// Arguments that fit two events. Good: "These arguments fit several events `Paid`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Paid(uint8 amount);
    event Paid(uint16 amount);

    function f() public {
        emit Paid(1);
    }
}
