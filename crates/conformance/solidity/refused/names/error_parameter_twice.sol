// Two parameters of an error with one name. Good: shows both.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    error Moved(uint256 a, uint256 a);
}
