// A transient state variable. Good: "`transient` variables are not supported; use an ordinary one and reset it at the end of the function."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.28;

contract C {
    bool transient locked;

    function f() public {
        require(!locked);
        locked = true;
        locked = false;
    }
}
