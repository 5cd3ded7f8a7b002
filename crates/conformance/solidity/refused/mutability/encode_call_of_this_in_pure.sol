// `this` in a pure function. Good: "This reads the address of the contract."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a) public pure returns (bytes memory) {
        return abi.encodeCall(this.f, (a));
    }
}
