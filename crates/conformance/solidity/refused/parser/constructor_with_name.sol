// A constructor with `function`. Good: "A constructor is written `constructor() { .. }`, without `function`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x;

    function constructor() public {
        x = 1;
    }
}
