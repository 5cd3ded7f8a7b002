// An external state variable. Good: "A state variable is `public`, `internal` or `private`, never `external`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 external x;
}
