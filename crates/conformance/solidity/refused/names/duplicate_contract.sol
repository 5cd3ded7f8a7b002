// Two contracts of the same name. Good: "`A` is declared already", with both places.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 public x;
}

contract A {
    uint256 public y;
}
