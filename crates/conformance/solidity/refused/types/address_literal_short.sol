// An address literal with 39 digits. Good: "An address has 40 hexadecimal digits; this literal has 39."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    address constant A = 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae;
}
