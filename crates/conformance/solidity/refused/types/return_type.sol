// A value of another type in `return`. Good: "This function returns a `bool`, not a `uint256`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (bool) {
        return n;
    }
}
