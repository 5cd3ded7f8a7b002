// Two state variables of the same name. Good: "`x` is declared already", with both places.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private x;
    address private x;
}
