// A public variable in the place of a function of an abstract contract, without saying so. Good: "`limit` overrides that of `Limits`. Write `override`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract Limits {
    function limit() external view virtual returns (uint256);
}

contract C is Limits {
    uint256 public limit = 9;
}
