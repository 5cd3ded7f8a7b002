// An array of mappings in memory. Good: one error, declare it in the state.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure {
        mapping(address => uint256)[] memory m = new mapping(address => uint256)[](3);
        require(m.length == 3);
    }
}
