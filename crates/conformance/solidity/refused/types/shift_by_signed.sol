// A shift by a signed number. Good: "The number of bits is unsigned. Write `uint256(n)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(int256 n) public pure returns (uint256) {
        return uint256(1) << n;
    }
}
