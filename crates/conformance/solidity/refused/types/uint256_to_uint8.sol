// A wide integer put into a narrow one. Good: "`uint256` does not fit into `uint8` by itself. Write `uint8(n)` to cut it off, or check the range first."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (uint8) {
        uint8 small = n;
        return small;
    }
}
