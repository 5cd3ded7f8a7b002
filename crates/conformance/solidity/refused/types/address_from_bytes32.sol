// An address made from 32 bytes. Good: "`bytes32` cannot be converted to `address`. Write `address(uint160(uint256(b)))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bytes32 b) public pure returns (address) {
        return address(b);
    }
}
