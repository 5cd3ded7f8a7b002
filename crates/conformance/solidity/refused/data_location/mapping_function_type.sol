// A mapping in memory in a function type. Good: "Write `mapping(..) storage`".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function(mapping(uint256 => uint256) memory) internal g;
}
