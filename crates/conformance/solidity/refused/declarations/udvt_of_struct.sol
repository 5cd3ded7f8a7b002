// A user-defined value type over a reference type. Good: "A value type is made over a value type such as `uint256`, not over `string`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

type Name is string;

contract C {
    uint256 public x;
}
