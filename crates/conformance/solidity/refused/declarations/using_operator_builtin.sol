// An operator for a type that has it. Good: "Operators can be defined for user-defined value types only."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

function plus(uint256 a, uint256 b) pure returns (uint256) {
    return a * b;
}

contract C {
    using {plus as +} for uint256;
}
