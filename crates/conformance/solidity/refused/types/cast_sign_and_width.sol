// A conversion that changes sign and width at once. Good: "`int256` cannot be converted to `uint8` in one step. Write `uint8(uint256(n))` or `uint8(int8(n))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(int256 n) public pure returns (uint8) {
        return uint8(n);
    }
}
