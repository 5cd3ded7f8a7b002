// `interfaceId` of a contract. Good: "Only interfaces have an `interfaceId`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function f() public pure {}
}

contract C {
    function g() public pure returns (bytes4) {
        return type(A).interfaceId;
    }
}
