// An internal variable has no getter. Good: "Only public variables override."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract A {
    function rate() external view virtual returns (uint256);
}

abstract contract C is A {
    uint256 internal override rate = 9;
}
