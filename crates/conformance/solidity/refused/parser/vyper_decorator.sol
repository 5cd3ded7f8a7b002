// A decorator of Vyper. Good: "There are no decorators. Write `external` and `view` behind the parameters."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private x;

    @external
    @view
    function f() returns (uint256) {
        return x;
    }
}
