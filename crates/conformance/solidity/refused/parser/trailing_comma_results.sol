// A comma behind the last result. Good: "Remove the comma."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256 a,) {
        a = 1;
    }
}
