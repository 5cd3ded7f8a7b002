// A version before 0.8. Good: "This is written for Solidity 0.6, where arithmetic wraps silently. Solidity 0.8 is supported: write `pragma solidity ^0.8.0;` and check the arithmetic."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.6.12;

contract C {
    uint256 public x;
}
