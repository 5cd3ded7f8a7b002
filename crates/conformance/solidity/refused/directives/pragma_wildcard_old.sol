// A wildcard that no version of 0.8 satisfies. Good: "Solidity 0.7 is not supported."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity 0.7.*;

contract C {
    uint256 public x;
}
