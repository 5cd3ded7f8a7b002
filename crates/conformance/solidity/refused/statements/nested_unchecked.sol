// `unchecked` in `unchecked`. Good: "`unchecked` stands in `unchecked` already. Remove the inner one."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        unchecked {
            unchecked {
                n += 1;
            }
        }
        return n;
    }
}
