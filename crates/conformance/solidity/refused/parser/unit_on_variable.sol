// A unit behind a variable. Good: "A unit stands behind a number. Write `n * 1 days`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        return n days;
    }
}
