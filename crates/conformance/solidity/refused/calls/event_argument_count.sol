// An event with too few arguments. Good: "`Paid` takes 2 arguments; 1 is given."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Paid(address who, uint256 amount);

    function f() public {
        emit Paid(msg.sender);
    }
}
