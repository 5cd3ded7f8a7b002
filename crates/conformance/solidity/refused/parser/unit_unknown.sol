// A unit that was removed. Good: "The unit `finney` was removed in Solidity 0.7. Write `1e15`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public x = 1 finney;
}
