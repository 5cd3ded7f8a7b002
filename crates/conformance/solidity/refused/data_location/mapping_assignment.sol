// Assigning a mapping. Good: "A mapping cannot be assigned: it does not know its keys."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address => uint256) private a;
    mapping(address => uint256) private b;

    function f() public {
        a = b;
    }
}
