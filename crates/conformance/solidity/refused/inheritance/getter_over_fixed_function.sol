// A public variable in the place of a function that is not virtual. Good: "The function `rate` of `A` is not `virtual`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function rate() external pure returns (uint256) {
        return 1;
    }
}

contract C is A {
    uint256 public constant override rate = 9;
}
