// An event with the same parameters, which `indexed` does not change. Good: "There is an event `Paid(address,uint256)` already."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Paid(address who, uint256 amount);
    event Paid(string what);
    event Paid(address indexed to, uint256 value);

    function f() public {
        emit Paid("x");
    }
}
