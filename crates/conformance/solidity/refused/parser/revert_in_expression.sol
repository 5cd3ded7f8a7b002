// `revert` as a part of an expression. Good: "`revert` is a statement. Write `if (n == 0) revert();`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    error Zero();

    function f(uint256 n) public pure returns (uint256) {
        return n == 0 ? revert Zero() : n;
    }
}
