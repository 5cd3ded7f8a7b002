// A modifier with results. Good: "A modifier returns nothing."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    modifier m() returns (uint256) {
        _;
    }

    function f() public m {}
}
