// The code of a contract as bytes. Good: "`type(C).creationCode` is not supported: contracts have no EVM code here."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Child {
    uint256 public x;
}

contract C {
    function f() public pure returns (bytes32) {
        return keccak256(type(Child).creationCode);
    }
}
