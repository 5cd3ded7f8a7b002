// A fixed byte array as a string. Good: "`bytes32` cannot be converted to `string`. Write `string(abi.encodePacked(b))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(bytes32 b) public pure returns (string memory) {
        return string(b);
    }
}
