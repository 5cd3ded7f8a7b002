// The length of a string. Good: "`string` has no `length`. Write `bytes(s).length` for the number of bytes."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(string memory s) public pure returns (uint256) {
        return s.length;
    }
}
