// A mapping in memory as a result. Good: one error, "Write `mapping(..) storage`".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() internal pure returns (mapping(address => uint256) memory) {}
}
