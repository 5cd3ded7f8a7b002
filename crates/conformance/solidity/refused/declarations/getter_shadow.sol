// A public variable that replaces a function of an interface with another type. Good: "`I.total` returns a `uint256`; the variable `total` is a `uint128`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

interface I {
    function total() external view returns (uint256);
}

contract C is I {
    uint128 public override total;
}
