// A public variable with the name of an inherited function, whose parameters are other ones. Good: "Functions cannot be overloaded."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function rate(uint256 year) public pure returns (uint256) {
        return year;
    }
}

contract C is A {
    uint256 public rate = 9;
}
