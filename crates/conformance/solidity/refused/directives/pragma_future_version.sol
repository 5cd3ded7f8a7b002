// A version that does not exist yet. Good: "Solidity 0.9 is not supported; the newest is 0.8."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.9.0;

contract C {
    uint256 public x;
}
