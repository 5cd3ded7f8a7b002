// Two parameters of an event with one name. Good: shows both.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    event Moved(uint256 a, uint256 a);
}
