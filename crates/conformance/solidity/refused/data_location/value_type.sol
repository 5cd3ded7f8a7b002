// A place for a value type. Good: "`uint256` has no place; remove `memory`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 memory n) public pure returns (uint256) {
        return n;
    }
}
