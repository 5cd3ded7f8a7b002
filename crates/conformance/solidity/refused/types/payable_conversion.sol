// An address where a payable one is needed. Good: "`address` is not `address payable`. Write `payable(a)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    address payable private to;

    function set(address a) public {
        to = a;
    }
}
