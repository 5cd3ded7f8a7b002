// An address made from 256 bits. Good: "`uint256` cannot be converted to `address`: an address has 160 bits. Write `address(uint160(n))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (address) {
        return address(n);
    }
}
