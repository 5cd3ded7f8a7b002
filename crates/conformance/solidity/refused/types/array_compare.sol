// Comparing arrays. Good: "Arrays cannot be compared with `==`. Compare `keccak256(abi.encode(a))`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256[] memory a, uint256[] memory b) public pure returns (bool) {
        return a == b;
    }
}
