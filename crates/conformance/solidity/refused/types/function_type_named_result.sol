// A function type with a named result. Good: "Remove the name."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function() internal pure returns (uint256 result) g;
}
