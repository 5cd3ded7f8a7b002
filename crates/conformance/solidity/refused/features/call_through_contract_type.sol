// Calling another contract through its type. Good: "`store.set(..)` calls another contract, which is not supported ..".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Store {
    uint256 public value;

    function set(uint256 v) public {
        value = v;
    }
}

contract C {
    Store private store;

    function f() public {
        store.set(5);
    }
}
