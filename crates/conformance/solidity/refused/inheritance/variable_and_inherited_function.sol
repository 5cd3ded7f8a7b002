// A variable with the name of an inherited function. Good: "The name `total` is already that of a function in `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    function total() public pure returns (uint256) {
        return 1;
    }
}

contract C is A {
    uint256 private total = 2;
}
