// A fixed point type. Good: "Fixed point types are not supported. Use an integer in units of 1e18."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        fixed x = 1.5;
        return 1;
    }
}
