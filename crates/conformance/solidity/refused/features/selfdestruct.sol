// Destroying the contract. Good: "`selfdestruct` is not supported: a contract cannot be removed. Use a `bool closed` that the functions check."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function close(address payable to) public {
        selfdestruct(to);
    }
}
