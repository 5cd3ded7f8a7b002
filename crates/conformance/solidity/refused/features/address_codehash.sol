// Reading the hash of an account's code. Good: "`.codehash` is not supported ..".
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function hashOf(address who) public view returns (bytes32) {
        return who.codehash;
    }
}
