// An interface with an internal function among the parameters. Good: "An internal function cannot be passed from the outside."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface I {
    function each(function (uint256) internal f) external;
}

contract C {
    uint256 public x;
}
