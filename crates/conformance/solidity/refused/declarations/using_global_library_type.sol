// `using .. global` for a type that is not defined in the file. Good: "`global` works for types that this file defines; `uint256` is not one."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

function twice(uint256 n) pure returns (uint256) {
    return n * 2;
}

using {twice} for uint256 global;

contract C {
    uint256 public x;
}
