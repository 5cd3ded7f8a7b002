// An integer that is too wide. Good: "`uint512` is no type. Widths go from 8 to 256 in steps of 8."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint512 public x;
}
