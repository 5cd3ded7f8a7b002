// `=` for `==`. Good: "`=` assigns; to compare write `==`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (bool) {
        if (n = 5) {
            return true;
        }
        return false;
    }
}
