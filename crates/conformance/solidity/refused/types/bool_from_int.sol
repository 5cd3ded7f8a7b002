// A number as a condition. Good: "A condition is a `bool`, not a `uint256`. Write `n != 0`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint256) {
        if (n) return 1;
        return 0;
    }
}
