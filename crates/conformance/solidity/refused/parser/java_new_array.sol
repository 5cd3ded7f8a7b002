// An array created as in Java. Good: "The length stands in parentheses: `new uint256[](3)`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256[] memory) {
        return new uint256[3];
    }
}
