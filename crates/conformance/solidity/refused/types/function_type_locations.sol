// A function type whose parameter does not say where it lies. Good: as for functions.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function(uint256[]) internal pure g;
}
