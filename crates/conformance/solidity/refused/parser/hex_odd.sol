// A hexadecimal text with an odd number of digits. Good: "`hex\"..\"` has pairs of digits; one digit is missing."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    bytes public data = hex"abc";
}
