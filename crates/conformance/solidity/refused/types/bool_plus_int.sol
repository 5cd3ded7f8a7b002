// Adding a boolean. Good: "`bool` cannot be added. Write `(b ? 1 : 0)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bool b) public pure returns (uint256) {
        return 1 + b;
    }
}
