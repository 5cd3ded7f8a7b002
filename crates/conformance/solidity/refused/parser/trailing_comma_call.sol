// A comma behind the last argument. Good: "An argument is missing behind `,`, or the comma is too much."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function g(uint256 a) internal pure returns (uint256) {
        return a;
    }

    function f() public pure returns (uint256) {
        return g(1,);
    }
}
