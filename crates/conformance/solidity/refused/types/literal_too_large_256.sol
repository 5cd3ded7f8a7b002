// A constant beyond 256 bits. Good: "`2 ** 256` does not fit into `uint256`. For the largest value write `type(uint256).max`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public big = 2 ** 256;
}
