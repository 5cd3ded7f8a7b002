// A state variable without `;`. Good: "A `;` is missing behind `uint256 public total`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 public total
    address public owner;
}
