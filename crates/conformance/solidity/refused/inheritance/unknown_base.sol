// A base that does not exist. Good: "There is no contract `Ownable`. Paste it above; imports are not supported."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C is Ownable {
    uint256 public x;
}
