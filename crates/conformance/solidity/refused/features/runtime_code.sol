// The runtime code of a contract as bytes. Good: "`type(C).runtimeCode` is not supported ..".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Child {
    uint256 public x;
}

contract C {
    function f() public pure returns (bytes memory) {
        return type(Child).runtimeCode;
    }
}
