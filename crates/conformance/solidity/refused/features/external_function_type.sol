// A variable of an external function type. Good: "Function types that are `external` are not supported: they hold an address to call. Function types that are `internal` work."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function(uint256) external returns (uint256) private callback;

    function set(function(uint256) external returns (uint256) f) external {
        callback = f;
    }
}
