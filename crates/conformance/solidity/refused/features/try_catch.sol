// `try`/`catch` around a call to another contract. Good: "`try`/`catch` is not supported, because a contract here cannot call other contracts. Check the condition before and use `require`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface Feed {
    function price() external returns (uint256);
}

contract C {
    function read(Feed feed) public returns (uint256 value) {
        try feed.price() returns (uint256 p) {
            value = p;
        } catch {
            value = 0;
        }
    }
}
