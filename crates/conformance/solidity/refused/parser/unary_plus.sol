// A plus sign before a number. Good: "Remove the `+`; positive numbers have no sign."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    int256 public x = +5;
}
