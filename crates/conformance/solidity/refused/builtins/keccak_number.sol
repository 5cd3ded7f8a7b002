// Hashing a number. Good: "`keccak256` takes `bytes`. Write `keccak256(abi.encode(n))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (bytes32) {
        return keccak256(n);
    }
}
