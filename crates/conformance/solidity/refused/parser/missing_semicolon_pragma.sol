// A pragma without `;`. Good: "A `;` is missing behind `pragma solidity ^0.8.0`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0

contract C {
    uint256 public x;
}
