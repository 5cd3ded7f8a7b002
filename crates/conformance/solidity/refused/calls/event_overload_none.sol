// Arguments that fit no event. Good: "No event `Paid` takes these arguments."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Paid(uint8 amount);
    event Paid(uint16 amount);

    function f() public {
        emit Paid(true);
    }
}
