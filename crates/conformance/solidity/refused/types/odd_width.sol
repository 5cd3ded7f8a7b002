// An integer of a width that is no multiple of 8. Good: "`uint7` is no type. Widths go from 8 to 256 in steps of 8."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint7 public x;
}
