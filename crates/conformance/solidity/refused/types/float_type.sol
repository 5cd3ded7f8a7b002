// A floating point type from other languages. Good: "There is no type `float`. Use an integer in units of 1e18."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    float public price;
}
