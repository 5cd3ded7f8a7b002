// A negative literal for an unsigned variable. Good: "`-1` does not fit into `uint256`, which begins at 0. For all ones write `type(uint256).max`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public all = -1;
}
