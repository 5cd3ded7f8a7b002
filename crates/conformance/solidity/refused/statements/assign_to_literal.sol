// Assigning to something that is no place. Good: "`n + 1` cannot be assigned to."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        n + 1 = 5;
        return n;
    }
}
