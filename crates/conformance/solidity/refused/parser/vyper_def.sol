// `def` of Vyper and Python. Good: "A function is written `function f() public pure returns (uint256) { .. }`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    def f() -> uint256:
        return 1
}
