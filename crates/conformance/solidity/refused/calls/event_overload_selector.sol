// The selector of one of two events. Good: "There are several events `Paid`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Paid(uint8 amount);
    event Paid(address to, uint16 amount);

    function f() public pure returns (bytes32) {
        return Paid.selector;
    }
}
