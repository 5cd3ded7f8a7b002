// Hashing two values as before 0.5. Good: "`keccak256` takes one `bytes`. Write `keccak256(abi.encodePacked(a, b))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a, uint256 b) public pure returns (bytes32) {
        return keccak256(a, b);
    }
}
