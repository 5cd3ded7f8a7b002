// An event that does not exist. Good: "There is no event `Moved`. Declare it: `event Moved(address to);`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public {
        emit Moved(msg.sender);
    }
}
