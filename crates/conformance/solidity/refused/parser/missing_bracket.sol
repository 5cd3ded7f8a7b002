// An index that is not closed. Good: "`]` is missing."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    mapping(address => uint256) private m;

    function f() public view returns (uint256) {
        return m[msg.sender;
    }
}
