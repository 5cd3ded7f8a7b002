// `returns` in the body. Good: "In the body it is `return`, without an s."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256) {
        returns 1;
    }
}
