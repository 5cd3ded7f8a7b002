// An old constructor with `internal`. Good: "A constructor has no visibility since Solidity 0.7. Remove `internal`; for a contract that is only a base write `abstract contract`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    uint256 private x;

    constructor() internal {
        x = 1;
    }
}
