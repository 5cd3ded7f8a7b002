// `-` before an unsigned number. Good: "`-` needs a signed number; `uint256` has no negative values."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        return -n;
    }
}
