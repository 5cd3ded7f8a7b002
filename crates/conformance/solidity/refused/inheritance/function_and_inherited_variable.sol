// A function with the name of an inherited variable. Good: "The name `total` is already that of a variable in `A`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract A {
    uint256 internal total;
}

contract C is A {
    function total() public pure returns (uint256) {
        return 1;
    }
}
