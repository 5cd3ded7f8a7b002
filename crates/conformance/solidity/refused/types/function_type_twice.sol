// A function type that is `pure` and `view`. Good: one of the two.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function(uint256) internal pure view g;
}
