// A comparison of three values. Good: "Comparisons do not chain. Write `1 < n && n < 5`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (bool) {
        return 1 < n < 5;
    }
}
