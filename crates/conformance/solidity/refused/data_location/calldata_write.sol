// Writing to calldata. Good: "`list` is in `calldata`, which cannot be written. Use `memory`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256[] calldata list) external pure returns (uint256) {
        list[0] = 1;
        return list[0];
    }
}
