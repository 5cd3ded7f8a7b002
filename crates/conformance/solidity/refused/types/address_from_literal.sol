// A number literal where an address is needed. Good: "`0` is no address. Write `address(0)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    address public owner = 0;
}
