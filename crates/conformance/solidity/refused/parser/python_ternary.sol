// A conditional expression of Python. Good: "Write `b ? 1 : 2`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bool b) public pure returns (uint256) {
        return 1 if b else 2;
    }
}
