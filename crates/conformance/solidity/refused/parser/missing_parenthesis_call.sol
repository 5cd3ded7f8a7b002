// A call that is not closed. Good: "`)` is missing behind the last argument."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 n) public pure returns (bytes32) {
        return keccak256(abi.encode(n);
    }
}
