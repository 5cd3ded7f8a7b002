// `unchecked` as the body of `if`. Good: "`unchecked { }` stands in a block of its own: `{ unchecked { .. } }`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        if (n > 0) unchecked { n += 1; }
        return n;
    }
}
